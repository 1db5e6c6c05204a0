package org.culvert.helper.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.culvert.core.api.DataPathChoice;
import org.culvert.core.api.Event;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.PathReason;
import org.culvert.core.api.PathReasonCode;
import org.culvert.core.api.SessionStatus;
import org.culvert.core.api.SessionStatus.DataPathInfo;
import org.culvert.core.keys.DataCipher;
import org.culvert.core.profile.IncludedFiles;
import org.culvert.core.profile.Profile;
import org.culvert.core.profile.ProfileParser;
import org.culvert.core.profile.Remote;
import org.culvert.helper.path.kernel.KernelDevice;
import org.culvert.helper.path.kernel.KernelDriver;
import org.junit.jupiter.api.Test;

/** Which path, and what is said of it. */
final class KernelChoiceTest {
  private static final String PIN = String.join(":", java.util.Collections.nCopies(32, "00"));

  private final Driver driver = new Driver();
  private final SessionFace face = new SessionFace("work", new Nobody());
  private final Profile profile =
      parse("remote 192.0.2.1 1194 udp\nremote 192.0.2.2 443 tcp-client\n");
  private final Remote udp = profile.remotes().getFirst();
  private final Remote tcp = profile.remotes().getLast();

  private static Profile parse(String servers) {
    return new ProfileParser(Instant.now())
        .parse(
            "work", "client\ndev tun\npeer-fingerprint " + PIN + "\n" + servers, IncludedFiles.NONE)
        .profile()
        .orElseThrow();
  }

  private KernelChoice choice(DataPathChoice wanted) {
    return new KernelChoice(wanted, profile, driver, face);
  }

  private void shows(String kind, String reason) {
    DataPathInfo shown = face.status().dataPath().orElseThrow();
    assertEquals(kind, shown.kind());
    String sentence = shown.reason().sentence();
    assertTrue(sentence.contains(reason), sentence);
  }

  @Test
  void theKernelIsTakenWhereItCan() throws Exception {
    KernelChoice choice = choice(DataPathChoice.AUTO);
    assertTrue(choice.isFor(udp));
    shows("kernel", "is to carry the packets");
    choice.carries();
    shows("kernel", "carries the packets");
  }

  @Test
  void whoChoseUserspaceGetsIt() throws Exception {
    assertFalse(choice(DataPathChoice.USERSPACE).isFor(udp));
    shows("userspace", "You chose it");
    assertEquals(0, driver.asked);
  }

  @Test
  void aMachineThatCannotIsTheReason() throws Exception {
    driver.obstacle = Optional.of(PathReason.of(PathReasonCode.KERNEL_TOO_OLD, "6.12"));
    assertFalse(choice(DataPathChoice.AUTO).isFor(udp));
    shows("userspace", "Kernel 6.12");
    RequestRefusedException refused =
        assertThrows(RequestRefusedException.class, () -> choice(DataPathChoice.KERNEL).isFor(udp));
    assertTrue(refused.problem().message().contains("Kernel 6.12"));
  }

  @Test
  void aMachineWithoutTheDriverIsToldOfThatBeforeOfCrashesInIt() throws Exception {
    PathReason blocked = PathReason.of(PathReasonCode.DRIVER_BLOCKED, "6.18");
    PathReason crash = PathReason.of(PathReasonCode.TCP_CRASH, "6.18");
    driver.obstacle = Optional.of(blocked);
    driver.dangerByTcp = Optional.of(crash);
    assertFalse(choice(DataPathChoice.AUTO).isFor(tcp));
    assertEquals(List.of(blocked, crash), reasons());
  }

  @Test
  void allThatIsKnownToStandInTheWayIsNamedAndTheDriverIsNotLoadedForIt() throws Exception {
    PathReason old = PathReason.of(PathReasonCode.KERNEL_TOO_OLD, "6.12");
    driver.known = List.of(old);
    driver.obstacle = Optional.of(old);
    Profile hard = parse("remote 192.0.2.1 1194 udp\nfragment 1300\npasstos\n");
    assertFalse(
        new KernelChoice(DataPathChoice.USERSPACE, hard, driver, face)
            .isFor(hard.remotes().getFirst()));
    assertEquals(
        List.of(
            PathReason.of(PathReasonCode.YOU_CHOSE),
            PathReason.of(PathReasonCode.PROFILE_FRAGMENT),
            PathReason.of(PathReasonCode.PROFILE_TOS),
            old),
        reasons());
    assertEquals(0, driver.asked);

    assertFalse(choice(DataPathChoice.AUTO).isFor(udp));
    assertEquals(List.of(old), reasons(), "each once");
  }

  private List<PathReason> reasons() {
    return face.status().dataPath().orElseThrow().reasons();
  }

  @Test
  void aKnownCrashIsAvoidedUnlessTheUserInsists() throws Exception {
    driver.dangerByTcp = Optional.of(PathReason.of(PathReasonCode.TCP_CRASH, "6.18"));
    assertFalse(choice(DataPathChoice.AUTO).isFor(tcp));
    shows("userspace", "Kernel 6.18 may crash");
    assertTrue(choice(DataPathChoice.AUTO).isFor(udp));
    assertTrue(choice(DataPathChoice.KERNEL).isFor(tcp));
  }

  @Test
  void whatOneServerCannotDoIsNotHeldAgainstAnother() throws Exception {
    KernelChoice choice = choice(DataPathChoice.AUTO);
    assertTrue(choice.isFor(udp));
    assertEquals(
        Optional.empty(),
        choice.refused(PathReason.of(PathReasonCode.SERVER_CIPHER, "AES-256-CBC")));
    shows("userspace", "The server wants AES-256-CBC");
    assertFalse(choice.isFor(udp));
    shows("userspace", "The server wants AES-256-CBC");
    assertTrue(choice.isFor(tcp));
  }

  @Test
  void whoInsistsIsNotConnectedToServersThatTheKernelCannotCarry() {
    Profile mixed =
        parse(
            """
            <connection>
            remote 192.0.2.1 1194 udp
            fragment 1300
            </connection>
            <connection>
            remote 192.0.2.2 1194 udp
            </connection>
            """);
    assertEquals(
        mixed.remotes(), new KernelChoice(DataPathChoice.AUTO, mixed, driver, face).servers());
    assertEquals(
        List.of(mixed.remotes().getLast()),
        new KernelChoice(DataPathChoice.KERNEL, mixed, driver, face).servers());
  }

  @Test
  void whoInsistsIsToldAndNothingElseIsUsed() throws Exception {
    KernelChoice choice = choice(DataPathChoice.KERNEL);
    assertTrue(choice.isFor(udp));
    String message =
        choice.refused(PathReason.of(PathReasonCode.KEYS_REFUSED, "no")).orElseThrow().message();
    assertTrue(message.endsWith(": the kernel does not take the keys: no"), message);
    shows("kernel", "The kernel does not take the keys: no");
    choice.giveUp(PathReason.of(PathReasonCode.TAKEN_UNKNOWN, "no answer"));
    assertTrue(choice.isFor(udp), "while its tunnel stands it is tried again");
  }

  /** Says what it is told to. */
  private static final class Driver implements KernelDriver {
    private Optional<PathReason> obstacle = Optional.empty();
    private Optional<PathReason> dangerByTcp = Optional.empty();
    private List<PathReason> known = List.of();
    private int asked;

    @Override
    public Optional<PathReason> obstacle() {
      asked++;
      return obstacle;
    }

    @Override
    public List<PathReason> known() {
      return known;
    }

    @Override
    public Optional<PathReason> obstacle(DataCipher cipher) {
      return Optional.empty();
    }

    @Override
    public Optional<PathReason> danger(boolean tcp) {
      return tcp ? dangerByTcp : Optional.empty();
    }

    @Override
    public KernelDevice open(Optional<String> wantedName) {
      throw new AssertionError("nothing is opened here");
    }

    @Override
    public List<String> recover() {
      return List.of();
    }
  }

  /** Listens to nothing. */
  private static final class Nobody implements SessionListener {
    @Override
    public void changed(SessionStatus status) {}

    @Override
    public void traffic(Event.Traffic now) {}

    @Override
    public void logged(LogLine line) {}
  }
}
