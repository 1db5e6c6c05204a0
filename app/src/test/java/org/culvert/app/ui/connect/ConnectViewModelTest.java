package org.culvert.app.ui.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.culvert.app.explain.Explanation;
import org.culvert.app.settings.Choices;
import org.culvert.app.settings.DamagedSettingsException;
import org.culvert.app.settings.Settings;
import org.culvert.app.settings.SettingsKeeper;
import org.culvert.app.settings.SettingsStore;
import org.culvert.app.state.LinkState;
import org.culvert.app.ui.driver.Samples;
import org.culvert.app.ui.text.Tone;
import org.culvert.core.api.Event;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Request;
import org.culvert.core.api.Response;
import org.culvert.core.api.SessionState;
import org.culvert.core.api.SessionStatus;
import org.culvert.core.api.json.MalformedMessageException;
import org.junit.jupiter.api.Test;

class ConnectViewModelTest extends ConnectModels {
  @Test
  void connectSendsTheProfileAndTheButtonRestsUntilTheAnswer() {
    model.act();
    assertFalse(model.actionPossibleProperty().get());
    work();

    Request.Connect sent = assertInstanceOf(Request.Connect.class, helper.requests().getFirst());
    assertEquals("plain", sent.name());
    assertTrue(sent.profile().startsWith("client"));
    assertTrue(model.actionPossibleProperty().get());
  }

  @Test
  void withoutTheSettingsNothingIsConnectedForTheyMayWantTheKillSwitch() {
    chosen =
        new SettingsKeeper(
                failing(new AccessDeniedException("settings.json")), later, Runnable::run)
            ::chosen;
    model.act();
    work();
    assertEquals(List.of(), helper.requests());
    Problem refusal = Objects.requireNonNull(model.refusalProperty().get());
    assertEquals(
        "Not now: your settings cannot be read (permission denied), so it is not known whether you"
            + " want the kill switch",
        refusal.message());
    assertTrue(refusal.hint().contains("start Culvert again"), refusal.hint());
    assertTrue(model.actionPossibleProperty().get());

    List<Problem> refused = new ArrayList<>();
    model.connect(item("secret"), refused::add);
    work();
    assertEquals(List.of(refusal), refused);
    assertEquals(List.of(), helper.requests());
  }

  @Test
  void settingsThatNobodyUnderstandsConnectNothingAndTheUserIsToldTheWayOn() {
    chosen =
        new SettingsKeeper(
                failing(
                    new DamagedSettingsException(
                        Path.of("/s/settings.json"), new MalformedMessageException("odd"))),
                later,
                Runnable::run)
            ::chosen;
    model.act();
    work();
    assertEquals(List.of(), helper.requests());
    Problem refusal = Objects.requireNonNull(model.refusalProperty().get());
    assertEquals(
        "Not now: your settings (/s/settings.json) cannot be understood, so it is not known whether"
            + " you want the kill switch",
        refusal.message());
    assertTrue(refusal.hint().startsWith("Choose the kill switch in the settings"), refusal.hint());
  }

  private static SettingsStore failing(IOException failure) {
    return new SettingsStore() {
      @Override
      public Settings read() throws IOException {
        throw failure;
      }

      @Override
      public void change(UnaryOperator<Settings> change) {}

      @Override
      public Optional<Path> change(UnaryOperator<Settings> change, Settings instead) {
        return Optional.empty();
      }
    };
  }

  @Test
  void theStateChangesOnlyByEvents() {
    model.act();
    work();
    assertEquals("Disconnected", model.stateTextProperty().get());

    say(new Event.StatusChanged(Samples.in("plain", SessionState.CONNECTING, now)));
    assertEquals("Connecting", model.stateTextProperty().get());
    assertEquals(Tone.BUSY, model.toneProperty().get());
    assertEquals(ConnectViewModel.Action.CANCEL, model.actionProperty().get());
  }

  @Test
  void withoutAHelperTheClockStopsAndTheFactsAreOfThePast() {
    say(new Event.StatusChanged(Samples.connected("plain", now - 5_000)));
    assertEquals("0:05", model.elapsedProperty().get());
    inbox.offer(new LinkState.Down(Problem.of(ProblemCode.HELPER_UNREACHABLE, "/s", "gone")));
    state.apply(inbox.drain());

    assertEquals("", model.elapsedProperty().get());
    model.tick();
    assertEquals("", model.elapsedProperty().get());
    assertFalse(model.factsCurrentProperty().get());
  }

  @Test
  void whatIsWrongWithATunnelThatStandsIsShown() {
    say(
        new Event.StatusChanged(
            Samples.failed(
                "plain",
                SessionState.CONNECTED,
                now,
                Optional.of(Problem.of(ProblemCode.DNS_NOT_APPLIED, "no room", "Make room.")))));
    assertEquals("Make room.", model.problemProperty().get().hint());
    say(
        new Event.StatusChanged(
            Samples.failed(
                "plain",
                SessionState.CONNECTED,
                now,
                Optional.of(Problem.of(ProblemCode.PEER_SILENT, "192.0.2.17:1194", "60")))));
    assertNull(model.problemProperty().get());
  }

  @Test
  void aDataPathIsOnlyShownWhileItCarriesPackets() {
    say(new Event.StatusChanged(Samples.connected("plain", now)));
    assertEquals("Userspace", model.factsProperty().get().dataPath());
    say(new Event.StatusChanged(Samples.in("plain", SessionState.DISCONNECTED, now)));
    assertEquals("", model.factsProperty().get().dataPath());
  }

  @Test
  void whatWasNeverConnectedIsTriedAgainAndNotReconnected() {
    say(new Event.StatusChanged(Samples.in("plain", SessionState.RECONNECTING, now)));
    assertEquals("Trying again", model.stateTextProperty().get());
    say(new Event.StatusChanged(Samples.connected("plain", now)));
    say(new Event.StatusChanged(Samples.in("plain", SessionState.RECONNECTING, now)));
    assertEquals("Reconnecting", model.stateTextProperty().get());
  }

  @Test
  void whatARetryWasForIsForgottenWhenTheUserStopsIt() {
    Optional<Problem> silence =
        Optional.of(Problem.of(ProblemCode.NO_ANSWER, "vpn.example.com", "10", "UDP"));
    say(new Event.StatusChanged(Samples.failed("plain", SessionState.RECONNECTING, now, silence)));
    assertEquals(silence.orElseThrow(), model.problemProperty().get());
    say(new Event.StatusChanged(Samples.failed("plain", SessionState.DISCONNECTED, now, silence)));
    assertNull(model.problemProperty().get());
  }

  @Test
  void aConnectedSessionCanBeDisconnected() {
    say(new Event.StatusChanged(Samples.connected("plain", now)));
    assertEquals(ConnectViewModel.Action.DISCONNECT, model.actionProperty().get());
    model.act();
    work();

    assertEquals(List.of(new Request.Disconnect("plain")), helper.requests());
  }

  @Test
  void enterOnAConnectedProfileDoesNotDisconnectIt() {
    say(new Event.StatusChanged(Samples.connected("plain", now)));
    model.connect();
    work();

    assertEquals(List.of(), helper.requests());
  }

  @Test
  void durationGoesOnWithTheClock() {
    say(new Event.StatusChanged(Samples.connected("plain", now - 65_000)));
    assertEquals("1:05", model.elapsedProperty().get());
    now += 1_000;
    model.tick();
    assertEquals("1:06", model.elapsedProperty().get());
  }

  @Test
  void aRefusalIsShownUntilTheNextTry() {
    Problem refused = Problem.of(ProblemCode.REFUSED_BY_POLICY, "not allowed", "ask");
    helper.answer(_ -> new Response.Refused(refused));
    model.act();
    work();
    assertEquals(refused, model.problemProperty().get());

    helper.answer(_ -> new Response.Done());
    model.act();
    assertNull(model.problemProperty().get());
  }

  @Test
  void theLastErrorShowsUntilTheSessionIsConnected() {
    Problem silent = Problem.of(ProblemCode.PEER_SILENT, "vpn", "60");
    say(
        new Event.StatusChanged(
            Samples.failed("plain", SessionState.RECONNECTING, now, Optional.of(silent))));
    assertEquals(silent, model.problemProperty().get());

    say(new Event.StatusChanged(Samples.connected("plain", now)));
    assertNull(model.problemProperty().get());
  }

  @Test
  void withoutTheHelperNothingCanBeDoneAndALiveStateIsUnknown() {
    say(new Event.StatusChanged(Samples.connected("plain", now)));
    inbox.offer(new LinkState.Down(Problem.of(ProblemCode.HELPER_UNREACHABLE, "socket", "gone")));
    state.apply(inbox.drain());

    assertFalse(model.actionPossibleProperty().get());
    assertEquals("Unknown", model.stateTextProperty().get());
    assertEquals(Tone.IDLE, model.toneProperty().get());
  }

  @Test
  void factsTellWhatWasNegotiated() {
    say(new Event.StatusChanged(Samples.connected("plain", now)));
    SessionFacts facts = model.factsProperty().get();

    assertEquals("vpn.example.com:1194", facts.server());
    assertEquals("192.0.2.17 · UDP over IPv4", facts.serverDetail());
    assertEquals("10.8.0.6/24\nfd00:10:8::1004/64", facts.tunnelAddresses());
    assertEquals("AES-256-GCM", facts.encryption());
    assertEquals("TLS 1.3", facts.encryptionDetail());
    assertEquals("Userspace", facts.dataPath());
    assertEquals(
        List.of(
            "TLS cipher suite",
            "Server certificate",
            "Device",
            "MTU",
            "DNS servers",
            "Search domains",
            "Routes"),
        facts.details().stream().map(SessionFacts.Fact::name).toList());
  }

  @Test
  void factsNameTheProxyFirst() {
    say(new Event.StatusChanged(Samples.throughProxy("plain", now, "[fd00::3]:1080")));

    assertEquals(
        new SessionFacts.Fact("Proxy", "[fd00::3]:1080"),
        model.factsProperty().get().details().getFirst());
  }

  @Test
  void beforeTheFirstConnectionTheProfileSaysTheServer() {
    assertEquals("p:1", model.factsProperty().get().server());
  }

  private static final String BOTH =
      "client\ndev tun\nremote v.example.com 1194 udp\nremote v.example.com 443 tcp\n"
          + "peer-fingerprint "
          + "00:".repeat(31)
          + "00\n";

  @Test
  void aServerThatIsSilentByUdpIsTriedByTcpWithOneClickWhereTheProfileNamesOne() {
    shelf.saying(BOTH);
    explainer.show("plain");
    Problem silent = Problem.of(ProblemCode.NO_ANSWER, "v.example.com:1194", "30", "UDP");
    say(new Event.StatusChanged(Samples.tryingByUdp("plain", 5, silent)));
    Explanation words = Objects.requireNonNull(model.explanationProperty().get());
    assertEquals(Optional.of(Explanation.Fix.CONNECT_BY_TCP), words.fix());
    assertTrue(words.remedy().contains("v.example.com:443"), words.remedy());

    model.connectByTcp();
    work();
    assertEquals(List.of(new Request.Disconnect("plain", true)), helper.requests());
    say(new Event.StatusChanged(Samples.in("plain", SessionState.DISCONNECTED, 6)));
    work();

    Request.Connect connect = (Request.Connect) helper.requests().getLast();
    assertEquals(BOTH + "\nproto-force tcp\n", connect.profile());
  }

  @Test
  void whoeverLooksAtAnotherProfileMeanwhileIsNotConnectedByTcp() {
    shelf.saying(BOTH);
    Problem silent = Problem.of(ProblemCode.NO_ANSWER, "v.example.com:1194", "30", "UDP");
    say(new Event.StatusChanged(Samples.tryingByUdp("plain", 5, silent)));
    model.connectByTcp();
    work();
    show("secret");
    show("plain");
    say(new Event.StatusChanged(Samples.in("plain", SessionState.DISCONNECTED, 6)));
    work();
    assertEquals(List.of(new Request.Disconnect("plain", true)), helper.requests());
  }

  @Test
  void nothingIsEndedForTcpWhereNobodyKnowsWhetherTheNextMayBegin() {
    shelf.saying(BOTH);
    Problem silent = Problem.of(ProblemCode.NO_ANSWER, "v.example.com:1194", "30", "UDP");
    say(new Event.StatusChanged(Samples.tryingByUdp("plain", 5, silent)));
    chosen =
        new SettingsKeeper(
                failing(new AccessDeniedException("settings.json")), later, Runnable::run)
            ::chosen;
    model.connectByTcp();
    work();
    assertEquals(List.of(), helper.requests());
    assertTrue(
        Objects.requireNonNull(model.refusalProperty().get()).message().contains("kill switch"));

    chosen = _ -> Choices.USUAL;
    model.choicesChanged();
    assertNull(model.refusalProperty().get());
  }

  @Test
  void aKillSwitchThatHoldsGoesOnByTcpWhoeverAskedForIt() {
    shelf.saying(BOTH);
    Problem silent = Problem.of(ProblemCode.NO_ANSWER, "v.example.com:1194", "30", "UDP");
    say(new Event.StatusChanged(Samples.tryingByUdp("plain", 5, silent).withBlocking(true)));
    model.connectByTcp();
    work();
    assertEquals(List.of(new Request.Disconnect("plain", true)), helper.requests());
    say(new Event.StatusChanged(SessionStatus.blocked("plain", 6)));
    work();

    Request.Connect connect = (Request.Connect) helper.requests().getLast();
    assertTrue(connect.protection().killSwitch());
  }
}
