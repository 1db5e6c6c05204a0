package org.culvert.core.profile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each directive that there is, in a profile: the report says what becomes of it, and that is what
 * becomes of the profile. The list is {@code every-directive.txt}, not the catalogue.
 */
class EveryDirectiveTest {
  /**
   * Where this client makes less of a directive than it should. Strike a name out when it works.
   */
  private static final Set<String> FALL_SHORT =
      Set.of(
          // Only the profile's own routes and addresses are planned without a look-up: a pushed
          // name would have to be resolved between the push and the plan.
          "allow-pull-fqdn",
          // There is no store of Windows.
          "cryptoapicert",
          // The socket is connected, so the kernel drops what another address of the server sends.
          "float",
          // Certificates and keys outside of the profile: there is no token picker yet.
          "management-external-cert",
          "management-external-key",
          "pkcs11-id",
          "pkcs11-id-management",
          // save-passwords: what is entered is not saved yet. The messages are shown.
          "parameter");

  /**
   * One line of the list.
   *
   * @param fate what a client should make of it
   */
  record Row(String name, String fate, String example) {
    /** Whether an action is what should become of the directive. */
    boolean isFate(Action action) {
      return switch (fate) {
        case "used", "translated" -> EnumSet.of(Action.SUPPORT, Action.TRANSLATE).contains(action);
        case "ignored" -> EnumSet.of(Action.IGNORE, Action.DROP).contains(action);
        case "left out" ->
            EnumSet.of(Action.DROP, Action.COMMAND, Action.SERVER_STRAY).contains(action);
        case "refused" -> EnumSet.of(Action.REFUSE, Action.SERVER_CONFIG).contains(action);
        case "pushed" -> action == Action.PUSHED;
        default -> throw new IllegalArgumentException(fate);
      };
    }
  }

  static List<Row> rows() {
    return new String(Samples.resource("every-directive.txt"), UTF_8)
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split(" \\| ", 3))
        .map(cells -> new Row(cells[0], cells[1], cells[2].replace("\\n", "\n")))
        .toList();
  }

  @Test
  void theCatalogueHasAllOfThemAndNoOthers() {
    Set<String> listed = new TreeSet<>(rows().stream().map(Row::name).toList());
    Set<String> known =
        new TreeSet<>(Catalogue.ours().all().stream().map(DirectiveRule::name).toList());

    assertEquals(listed, known);
  }

  @Test
  void onlyTheNamedOnesFallShort() {
    Set<String> found =
        rows().stream()
            .filter(row -> !row.isFate(told(row, Samples.parse(profileWith(row))).action()))
            .map(Row::name)
            .collect(Collectors.toSet());

    assertEquals(new TreeSet<>(FALL_SHORT), new TreeSet<>(found));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void theReportAccountsForIt(Row row) {
    ProfileReport report = Samples.parse(profileWith(row));
    Explained told = told(row, report);
    Action action = told.action();

    assertFalse(told.reason().isBlank());
    boolean usable =
        !EnumSet.of(Action.REFUSE, Action.NOT_YET, Action.SERVER_CONFIG).contains(action);
    assertEquals(usable, report.profile().isPresent(), () -> report.findings().toString());
    assertTrue(
        usable || report.errors().stream().anyMatch(error -> error.directive().equals(row.name())),
        () -> report.findings().toString());
  }

  private static Explained told(Row row, ProfileReport report) {
    return report.explained().stream()
        .filter(line -> names(line.text(), row.name()))
        .reduce((_, last) -> last)
        .orElseThrow(() -> new AssertionError(report.explained().toString()));
  }

  private static boolean names(String line, String name) {
    return Stream.of(line.replace("<", "").replace(">", "").split(" ", 2))
        .findFirst()
        .orElseThrow()
        .equals(name);
  }

  /** A profile that is good without the example, which takes the place of what it contradicts. */
  private static String profileWith(Row row) {
    boolean ownIdentity = row.name().equals("pkcs12");
    return Stream.of(
            "client",
            "dev tun",
            row.name().equals("connection") ? "" : "remote vpn.example.com",
            "remote-cert-tls server",
            "ca ca.crt",
            ownIdentity ? "" : "cert client.crt",
            ownIdentity ? "" : "key client.key",
            row.example()
                .replace("@sha256@", "ab:".repeat(31) + "ab")
                .replace("@sha1@", "ab:".repeat(19) + "ab")
                .replace("@ca@", Samples.pem("ca.crt")))
        .flatMap(text -> Arrays.stream(text.split("\n", -1)))
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
