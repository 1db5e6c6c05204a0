package org.culvert.helper.linux.firewall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.culvert.core.plan.IpPrefix;
import org.culvert.helper.host.Hold;
import org.culvert.helper.host.Passage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Journal and rules, and what becomes of both when something fails in between. */
class LinuxFirewallTest {
  private static final Hold WORK = new Hold("ann", "work\tplace");
  private static final Hold HOME = new Hold("bob", "home");

  @TempDir Path folder = Path.of("");

  private final FakeKernel kernel = new FakeKernel();
  private List<IpPrefix> networks = List.of();
  private LinuxFirewall firewall = firewall();

  @BeforeEach
  void open() {
    firewall = firewall();
  }

  private LinuxFirewall firewall() {
    return new LinuxFirewall(
        kernel, new BlockJournal(folder), () -> networks, _ -> RuleWatch.deaf());
  }

  private static Passage to(String server, String... devices) {
    return new Passage(
        true,
        true,
        false,
        OptionalInt.empty(),
        List.of(
            new Passage.Server(
                new InetSocketAddress(InetAddress.ofLiteral(server), 1194), false)),
        List.of(devices));
  }

  private static Passage notBlocking() {
    return new Passage(false, true, true, OptionalInt.empty(), List.of(), List.of("tun5"));
  }

  private String journal() throws IOException {
    Path file = folder.resolve("blocks.journal");
    return Files.exists(file) ? Files.readString(file) : "";
  }

  /** What nft would make of what it is told. */
  private final class FakeKernel implements LinuxFirewall.Kernel {
    private final List<String> told = new ArrayList<>();
    private Optional<String> table = Optional.empty();
    private Optional<IOException> failure = Optional.empty();
    private String journalThen = "";

    @Override
    public Optional<String> obstacle() {
      return Optional.empty();
    }

    @Override
    public void run(String commands) throws IOException {
      journalThen = journal();
      if (failure.isPresent()) {
        throw failure.get();
      }
      told.add(commands);
      table = commands.equals(NftRules.none()) ? Optional.empty() : Optional.of(commands);
    }

    @Override
    public boolean has(String name) {
      return table.isPresent();
    }
  }

  @Test
  void aBlockIsInTheJournalBeforeItStandsAndUntilItIsGone() throws IOException {
    firewall.admit(WORK, to("198.51.100.7"));
    assertTrue(kernel.journalThen.contains("ann\twork\tplace"), kernel.journalThen);
    assertTrue(kernel.table.isPresent());

    firewall.lift(WORK);
    assertTrue(kernel.journalThen.contains("ann\twork\tplace"), kernel.journalThen);
    assertEquals("", journal());
    assertEquals(Optional.empty(), kernel.table);
  }

  @Test
  void whoDoesNotBlockIsNobodysBusinessUntilSomebodyDoes() throws IOException {
    firewall.admit(HOME, notBlocking());
    assertEquals(List.of(), kernel.told);
    assertEquals("", journal());

    firewall.admit(WORK, to("198.51.100.7"));
    assertTrue(kernel.table.orElseThrow().contains("oifname \"tun5\" accept"));
    firewall.lift(HOME);
    assertFalse(kernel.table.orElseThrow().contains("tun5"));
    assertEquals(List.of(WORK), firewall.blocking());
  }

  @Test
  void anotherServerReplacesTheOneBeforeInOneTransaction() throws IOException {
    firewall.admit(WORK, to("198.51.100.7", "tun0"));
    firewall.admit(WORK, to("198.51.100.8", "tun0"));
    firewall.admit(WORK, to("198.51.100.8", "tun0"));

    assertEquals(2, kernel.told.size(), "what is equal is not told again");
    String rules = kernel.table.orElseThrow();
    assertTrue(rules.contains("198.51.100.8") && !rules.contains("198.51.100.7"), rules);
  }

  @Test
  void aBlockThatCannotBeMadeLeavesNothingForTheNextStart() throws IOException {
    kernel.failure = Optional.of(new IOException("no nft"));
    assertThrows(IOException.class, () -> firewall.admit(WORK, to("198.51.100.7")));

    assertEquals("", journal());
    assertEquals(List.of(), firewall.blocking());
  }

  @Test
  void aBlockThatCannotBeChangedStandsAsItWas() throws IOException {
    firewall.admit(WORK, to("198.51.100.7"));
    String before = journal();
    kernel.failure = Optional.of(new IOException("busy"));

    assertThrows(IOException.class, () -> firewall.admit(WORK, to("198.51.100.8")));
    assertThrows(IOException.class, () -> firewall.admit(HOME, to("198.51.100.8")));
    assertThrows(IOException.class, () -> firewall.lift(WORK));

    assertEquals(before, journal());
    assertEquals(List.of(WORK), firewall.blocking());
    assertTrue(kernel.table.orElseThrow().contains("198.51.100.7"));
  }

  @Test
  void theNextStartKeepsTheBlockWithNothingLetOut() throws IOException {
    firewall.admit(WORK, to("198.51.100.7", "tun0"));
    networks = List.of(new IpPrefix(InetAddress.ofLiteral("192.168.7.0"), 24));
    LinuxFirewall next = firewall();

    assertEquals(
        List.of("The kill switch of work\tplace (ann) still holds: traffic is blocked"),
        next.recover());
    String rules = kernel.table.orElseThrow();
    assertFalse(rules.contains("198.51.100.7") || rules.contains("tun0"), rules);
    assertTrue(rules.contains("192.168.7.0/24"), "what was local before is local still");
    assertTrue(next.blocks(WORK));
    assertTrue(journal().contains("work\tplace"), journal());

    next.admit(WORK, to("198.51.100.9"));
    assertTrue(kernel.table.orElseThrow().contains("198.51.100.9"), "its session takes it over");
    next.lift(WORK);
    assertEquals(Optional.empty(), kernel.table);
    assertEquals("", journal());
  }

  @Test
  void aLineWithoutRulesMakesTheRulesAtTheNextStart() throws IOException {
    firewall.admit(WORK, to("198.51.100.7"));
    kernel.table = Optional.empty();

    firewall().recover();

    assertTrue(kernel.table.isPresent(), "who was killed between journal and rules wanted them");
  }

  @Test
  void aStartThatCannotSetTheRulesSaysSoAndTriesAgain() throws IOException {
    firewall.admit(WORK, to("198.51.100.7"));
    kernel.failure = Optional.of(new IOException("busy"));
    LinuxFirewall next = firewall();
    next.recover();
    assertTrue(next.trouble().orElseThrow().contains("busy"));
    assertTrue(next.blocks(WORK));

    kernel.failure = Optional.empty();
    next.look(false);
    assertEquals(Optional.empty(), next.trouble());
  }

  @Test
  void aTableThatOthersRemoveIsSetAgain() throws IOException {
    firewall.admit(WORK, to("198.51.100.7"));
    kernel.table = Optional.empty();
    firewall.look(true);
    assertTrue(kernel.table.isPresent());

    int before = kernel.told.size();
    firewall.look(true);
    assertEquals(before, kernel.told.size(), "our own changes are heard of, too");
  }

  @Test
  void anotherLocalNetworkTakesThePlaceOfTheOneThatWasLeft() throws IOException {
    networks = List.of(new IpPrefix(InetAddress.ofLiteral("192.168.7.0"), 24));
    firewall.admit(WORK, to("198.51.100.7"));
    networks = List.of(new IpPrefix(InetAddress.ofLiteral("192.168.8.0"), 24));
    firewall.look(false);

    String rules = kernel.table.orElseThrow();
    assertTrue(rules.contains("192.168.8.0/24") && !rules.contains("192.168.7.0/24"), rules);
  }

  @Test
  void aTableThatIsNotOursIsNotTakenFromAnotherHelper() throws IOException {
    kernel.table = Optional.of("another's");
    IOException refused =
        assertThrows(IOException.class, () -> firewall.admit(WORK, to("198.51.100.7")));
    assertTrue(refused.toString().contains("another helper"), refused.toString());
    assertEquals("", journal());
  }

  @Test
  void aDeviceThatRulesCannotNameIsRefused() {
    assertThrows(IOException.class, () -> firewall.admit(WORK, to("198.51.100.7", "tun*")));
    assertEquals(List.of(), kernel.told);
  }
}
