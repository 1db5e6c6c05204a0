package org.culvert.core.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SmallSettingsTest {
  @Test
  void theReplayWindowIsTakenAndItsSecondsAreExplained() {
    assertEquals(
        OptionalInt.of(128), Samples.profile(Samples.good("replay-window 128")).replayWindow());
    assertEquals(OptionalInt.empty(), Samples.profile(Samples.good()).replayWindow());
    ProfileReport report = Samples.parse(Samples.good("replay-window 0 15"));
    assertEquals(OptionalInt.of(0), report.profile().orElseThrow().replayWindow());
    assertTrue(report.findings().toString().contains("their age does not matter"));
    assertFalse(Samples.parse(Samples.good("replay-window 65537")).errors().isEmpty());
  }

  @Test
  void howMuchIsLoggedIsTaken() {
    LogSettings log = Samples.profile(Samples.good("verb 3", "mute 20")).log();
    assertEquals(new LogSettings(OptionalInt.of(3), OptionalInt.of(20)), log);
    assertFalse(log.details());
    assertTrue(Samples.profile(Samples.good("verb 4")).log().details());
    assertTrue(Samples.profile(Samples.good()).log().details());
  }

  @Test
  void theQueueOfTheDeviceIsTaken() {
    assertEquals(
        OptionalInt.of(500),
        Samples.profile(Samples.good("txqueuelen 500")).tunnel().queueLength());
  }

  @Test
  void namesAreLookedUpEarlyWhereTheProfileSaysSo() {
    assertTrue(Samples.profile(Samples.good("preresolve")).choice().preresolve());
    RemoteChoice hinted = Samples.profile(Samples.good("ip-remote-hint 192.0.2.7")).choice();
    assertTrue(hinted.preresolve());
    assertEquals(Optional.of(InetAddress.ofLiteral("192.0.2.7")), hinted.addressHint());
    assertFalse(Samples.parse(Samples.good("ip-remote-hint 300.1.1.1")).errors().isEmpty());
    assertFalse(Samples.parse(Samples.good("local 300.1.1.1")).errors().isEmpty());
  }

  @Test
  void redirectDnsIsALineAboutTheNetwork() {
    assertEquals(
        List.of(List.of("redirect-dns")),
        Samples.profile(Samples.good("redirect-dns")).tunnel().network());
  }

  @Test
  void whatAProfileSaysIsShownToWhoeverImportsIt() {
    String told = Samples.parse(Samples.good("echo msg Call%20us")).findings().toString();
    assertTrue(told.contains("the profile says: Call us"), told);
  }
}
