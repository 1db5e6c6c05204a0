package org.culvert.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.culvert.app.settings.OwnProtection;
import org.culvert.app.settings.Settings;
import org.culvert.core.api.DnsWish;
import org.culvert.core.api.Event;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Protection;
import org.culvert.core.api.Request;
import org.culvert.core.api.SessionState;
import org.culvert.core.api.SessionStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may leave beside a tunnel: the options, the settings, and who ends a kill switch. */
@Timeout(30)
class ProtectionOptionsTest extends CliFixture {
  private Protection sent(String... options) {
    helper.asked.clear();
    helper.script(helper.state(SessionState.CONNECTED));
    String[] all =
        Stream.concat(Stream.of("connect", "office"), Stream.of(options)).toArray(String[]::new);
    assertEquals(0, run(all), err.toString());
    return helper.asked(Request.Connect.class).getFirst().protection();
  }

  @Test
  void eachOptionSaysWhatItSays() {
    assertEquals(Protection.USUAL, sent());
    assertEquals(new Protection(true, true, new DnsWish.Server()), sent("--kill-switch"));
    assertEquals(Protection.USUAL, sent("--no-kill-switch", "--allow-lan", "--dns", "server"));
    assertEquals(
        new Protection(true, false, DnsWish.parse("9.9.9.9,2620:fe::fe")),
        sent("--kill-switch", "--no-allow-lan", "--dns", "9.9.9.9,2620:fe::fe"));
    assertEquals(new Protection(false, true, new DnsWish.None()), sent("--dns=none"));
  }

  @Test
  void withoutAnOptionTheSettingsCount() throws Exception {
    settings.change(
        _ ->
            Settings.USUAL
                .withAll(
                    Settings.USUAL
                        .all()
                        .withProtection(new Protection(true, true, new DnsWish.None())))
                .withProfile(
                    "office",
                    wish ->
                        wish.withProtection(OwnProtection.NONE.withAllowLan(Optional.of(false)))));
    assertEquals(new Protection(true, false, new DnsWish.None()), sent());
    assertEquals(
        new Protection(false, true, new DnsWish.None()), sent("--no-kill-switch", "--allow-lan"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage", "{\"version\":2,\"all\":{\"killSwitch\":true}}"})
  void settingsThatNobodyUnderstandsConnectNothingUntilTheUserKnows(String damaged)
      throws Exception {
    Files.createDirectories(settings.file().getParent());
    Files.writeString(settings.file(), damaged);
    for (int again = 0; again < 2; again++) {
      err.getBuffer().setLength(0);
      assertEquals(1, run("connect", "office"));
      assertEquals(List.of(), helper.asked(Request.Connect.class));
      assertEquals(damaged, Files.readString(settings.file()));
      String said = err.toString();
      assertTrue(said.contains("not known whether the kill switch is wanted"), said);
      assertTrue(said.contains(settings.file() + " cannot be understood"), said);
      assertTrue(said.contains("culvert settings kill-switch on (or off)"), said);
    }

    assertEquals(0, run("settings", "kill-switch", "off"));
    assertTrue(err.toString().contains("settings-20260102-030405.json.damaged"), err.toString());
    assertEquals(Protection.USUAL, sent());
  }

  @Test
  void whoSaysWhetherTheKillSwitchIsWantedNeedsNoSettings() throws Exception {
    Files.createDirectories(settings.file());
    assertEquals(1, run("connect", "office", "--no-allow-lan"));
    assertEquals(List.of(), helper.asked(Request.Connect.class));

    assertEquals(new Protection(true, true, new DnsWish.Server()), sent("--kill-switch"));
    assertEquals(Protection.USUAL, sent("--no-kill-switch"));
    assertTrue(err.toString().contains("What you did not say now is as usual"), err.toString());
  }

  @Test
  void whatIsNoAddressIsAUsageErrorWithItsReason() {
    assertEquals(2, run("connect", "office", "--dns", "dns.example"));
    assertTrue(err.toString().contains("dns.example is not the address"), err.toString());
    assertEquals(List.of(), helper.asked(Request.Connect.class));
  }

  @Test
  void aConnectThatFailsEndsItsSessionAndNotItsKillSwitch() {
    SessionStatus failed =
        helper.status(
            "office", SessionState.FAILED, Problem.of(ProblemCode.AUTH_FAILED, "srv", ""));
    helper.script(new Event.StatusChanged(blocking(failed)));
    assertEquals(4, run("connect", "office", "--kill-switch"));
    assertEquals(
        List.of(new Request.Disconnect("office", true)), helper.asked(Request.Disconnect.class));
    assertTrue(err.toString().contains("let traffic pass with culvert unblock"), err.toString());
  }

  private static SessionStatus blocking(SessionStatus it) {
    return it.withBlocking(true);
  }

  @Test
  void aSessionThatIsOverAndStillBlocksSaysSoHoweverItEnded() {
    helper.tell(new Event.StatusChanged(blocking(SessionStatus.disconnected("office", 0))));
    assertEquals(0, run("status", "office"));
    assertTrue(
        out.toString().contains("traffic is blocked; culvert unblock lets it pass"),
        out.toString());
    assertEquals(
        "office: disconnected (traffic stays blocked by its kill switch)",
        StatusText.line(blocking(SessionStatus.disconnected("office", 0))));
    assertEquals(
        "office: failed (Traffic is blocked by the kill switch of office)",
        StatusText.line(SessionStatus.blocked("office", 0)));
    String failed =
        StatusText.line(
            blocking(
                helper.status(
                    "office",
                    SessionState.FAILED,
                    Problem.of(ProblemCode.AUTH_FAILED, "srv", ""))));
    assertTrue(failed.endsWith("; traffic stays blocked by its kill switch)"), failed);
  }

  @Test
  void unblockAsksTheHelperAndTheStatusTellsOfABlock() {
    helper.tell(new Event.StatusChanged(SessionStatus.blocked("office", 0)));
    assertEquals(0, run("status", "office"));
    assertTrue(out.toString().contains("kill switch"), out.toString());
    assertEquals(0, run("unblock"));
    assertEquals(List.of(new Request.Unblock()), helper.asked(Request.Unblock.class));
  }
}
