package org.culvert.helper.linux.firewall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.culvert.core.api.Response.Finding;
import org.culvert.core.api.Response.Finding.Health;
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
  private Optional<List<IpPrefix>> networks = Optional.of(List.of());
  private Optional<RuleWatch.Listener> watching = Optional.empty();
  private LinuxFirewall firewall = firewall();

  @BeforeEach
  void open() {
    firewall = firewall();
  }

  private LinuxFirewall firewall() {
    return new LinuxFirewall(
        kernel,
        new BlockJournal(folder),
        () -> {
          if (networks.isEmpty()) {
            throw new IOException("netlink is busy");
          }
          return networks.get();
        },
        listener -> {
          watching = Optional.of(listener);
          return RuleWatch.deaf();
        });
  }

  private static Passage to(String server, String... devices) {
    return new Passage(
        true,
        true,
        false,
        OptionalInt.empty(),
        List.of(
            new Passage.Server(new InetSocketAddress(InetAddress.ofLiteral(server), 1194), false)),
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
    private Optional<IOException> slow = Optional.empty();
    private Optional<String> obstacle = Optional.empty();
    private String journalThen = "";
    private Runnable afterwards = () -> {};

    @Override
    public Optional<String> obstacle() {
      return obstacle;
    }

    @Override
    public void run(String commands) throws IOException {
      journalThen = journal();
      if (failure.isPresent()) {
        throw failure.get();
      }
      afterwards.run();
      told.add(commands);
      table = commands.equals(NftRules.none()) ? Optional.empty() : Optional.of(commands);
      if (slow.isPresent()) {
        IOException late = slow.get();
        slow = Optional.empty();
        throw late;
      }
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
    networks = Optional.of(List.of(new IpPrefix(InetAddress.ofLiteral("192.168.7.0"), 24)));
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
    assertTrue(kernel.table.isPresent(), "what stands goes on");
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
    networks = Optional.of(List.of(new IpPrefix(InetAddress.ofLiteral("192.168.7.0"), 24)));
    firewall.admit(WORK, to("198.51.100.7"));
    networks = Optional.of(List.of(new IpPrefix(InetAddress.ofLiteral("192.168.8.0"), 24)));
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

  @Test
  void aStartThatDoesNotKnowTheNetworksIsTriedAgain() throws IOException {
    firewall.admit(WORK, to("198.51.100.7"));
    kernel.table = Optional.empty();
    watching = Optional.empty();
    networks = Optional.empty();
    LinuxFirewall next = firewall();
    next.recover();
    assertTrue(next.trouble().orElseThrow().contains("netlink is busy"));
    assertFalse(watching.orElseThrow().changed(false));

    networks = Optional.of(List.of());
    assertTrue(watching.orElseThrow().changed(false));
    assertTrue(kernel.table.isPresent());
    assertEquals(Optional.empty(), next.trouble());
  }

  @Test
  void aJournalThatKeepsALineDoesNotHideThatTrafficPasses() throws IOException {
    firewall.admit(WORK, to("198.51.100.7"));
    kernel.afterwards = this::spoilTheJournal;
    firewall.lift(WORK);
    assertEquals(Optional.empty(), kernel.table);
    assertEquals(List.of(), firewall.blocking());
  }

  /** A folder with something in it cannot be removed as a file is. */
  private void spoilTheJournal() {
    Path file = folder.resolve(BlockJournal.NAME);
    try {
      Files.delete(file);
      Files.createDirectory(file);
      Files.createFile(file.resolve("something"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theDoctorTellsAnybodyThatTrafficIsBlockedAndNobodyWhose() throws IOException {
    assertEquals(Health.GOOD, firewall.finding().health());
    firewall.admit(WORK, to("198.51.100.7"));
    Finding holds = firewall.finding();
    assertTrue(holds.text().contains("nothing leaves"), holds.text());
    assertTrue(holds.remedy().contains("unblock"), holds.remedy());
    assertFalse(holds.toString().contains("ann") || holds.toString().contains("work"));
  }

  @Test
  void theDoctorTellsOfABlockThatNobodyKnowsAnyMore() {
    kernel.table = Optional.of("another's");
    Finding foreign = firewall.finding();
    assertEquals(Health.BAD, foreign.health());
    assertTrue(foreign.remedy().contains("nft delete table inet culvert"), foreign.remedy());
  }

  @Test
  void aBlockWhoseProgramWasRemovedIsToldHowToEnd() throws IOException {
    firewall.admit(WORK, to("198.51.100.7"));
    kernel.obstacle = Optional.of(LinuxFirewall.NO_NFT);
    kernel.failure = Optional.of(new IOException(LinuxFirewall.NO_NFT));
    IOException refused = assertThrows(IOException.class, () -> firewall.lift(WORK));
    assertTrue(refused.toString().contains("install the package nftables"), refused.toString());
    assertTrue(firewall.blocks(WORK));
  }

  @Test
  void whatIsKilledForTakingTooLongLeavesNoTableThatNobodyKnows() throws IOException {
    kernel.slow = Optional.of(new IOException("it did not end within 10 s"));
    assertThrows(IOException.class, () -> firewall.admit(WORK, to("198.51.100.7")));
    assertEquals(Optional.empty(), kernel.table);
    assertEquals("", journal());

    firewall.admit(WORK, to("198.51.100.7"));
    kernel.slow = Optional.of(new IOException("it did not end within 10 s"));
    assertThrows(IOException.class, () -> firewall.admit(WORK, to("198.51.100.8")));
    firewall.look(true);
    String rules = kernel.table.orElseThrow();
    assertTrue(rules.contains("198.51.100.7") && !rules.contains("198.51.100.8"), rules);
  }

  @Test
  void aDeviceThatRulesCannotNameIsNobodysBusinessWithoutABlock() throws IOException {
    firewall.admit(
        HOME,
        new Passage(false, true, true, OptionalInt.empty(), List.of(), List.of("tun\" accept")));
    firewall.admit(WORK, to("198.51.100.7", "tun0"));
    String rules = kernel.table.orElseThrow();
    assertTrue(rules.contains("\"tun0\"") && !rules.contains("\"tun\""), rules);
  }
}
