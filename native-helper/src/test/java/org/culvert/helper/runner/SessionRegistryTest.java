package org.culvert.helper.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.DataPathChoice;
import org.culvert.core.api.DnsWish;
import org.culvert.core.api.Event;
import org.culvert.core.api.KnownSecrets;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Protection;
import org.culvert.core.api.Reply;
import org.culvert.core.api.Request;
import org.culvert.core.api.Response;
import org.culvert.core.api.Secret;
import org.culvert.core.api.SessionState;
import org.culvert.core.api.SessionStatus;
import org.culvert.core.api.json.ApiJson;
import org.culvert.core.api.json.Frame;
import org.culvert.helper.host.FakeFirewall;
import org.culvert.helper.host.Hold;
import org.culvert.helper.host.Passage;
import org.culvert.helper.policy.ConnectPolicy;
import org.culvert.helper.policy.Owner;
import org.junit.jupiter.api.Test;

class SessionRegistryTest {
  private static final Owner ANN = new Owner(user("ann"));
  private static final Owner BOB = new Owner(user("bob"));

  private static final Hold OFFICE = new Hold("ann", "office");

  private final FakeSessions sessions = new FakeSessions();
  private final FakeFirewall firewall = new FakeFirewall();
  private long now = 1_700_000_000_042L;
  private final SessionRegistry registry = new SessionRegistry(sessions, firewall, () -> now);
  private final RequestDesk desk =
      new RequestDesk(
          registry, List::of, _ -> new Response.Demo("profile", "page", "download"), Runnable::run);

  @Test
  void aSessionIsSeenAndStoppedByItsOwnerOnly() {
    assertEquals(new Response.Done(), ask(ANN, connect("office")));
    List<Event> heardByBob = new ArrayList<>();
    registry.subscribe(BOB, heardByBob::add);
    sessions.of("office").enter(SessionState.CONNECTED);

    assertEquals(List.of(), statesOf(BOB));
    assertEquals(new Response.Done(), ask(BOB, new Request.Disconnect("office")));
    assertEquals(new Response.Done(), ask(BOB, new Request.DisconnectAll()));
    assertEquals(
        new Response.LogLines(List.of()), ask(BOB, new Request.Log(Optional.of("office"))));
    assertEquals(List.of(SessionState.CONNECTED), statesOf(ANN));
    assertEquals(List.of(), heardByBob);

    assertEquals(new Response.Done(), ask(ANN, new Request.Disconnect("office")));
    assertEquals(List.of(SessionState.DISCONNECTED), statesOf(ANN));
  }

  @Test
  void aQuestionIsAnsweredByItsOwnerOnly() {
    ask(ANN, connect("office"));
    sessions.of("office").ask(7);
    Secret ofBob = Secret.ofText("bob's");
    Request.Answer byBob =
        new Request.Answer("office", 7, Reply.login(new Credentials("bob", ofBob)));

    assertEquals(ProblemCode.NOT_NOW, refusal(ask(BOB, byBob)));
    assertThrows(IllegalStateException.class, ofBob::copyBytes);
    assertEquals(List.of(SessionState.WAITING_FOR_USER), statesOf(ANN));
    assertEquals(0, sessions.of("office").replies());

    Request.Answer byAnn =
        new Request.Answer("office", 7, Reply.login(new Credentials("ann", Secret.ofText("x"))));
    assertEquals(new Response.Done(), ask(ANN, byAnn));
    assertEquals(1, sessions.of("office").replies());
  }

  @Test
  void aSessionConnectsAgainForItsOwnerOnly() {
    ask(ANN, connect("office"));
    Request again = new Request.Reconnect("office");

    assertEquals(ProblemCode.NOT_NOW, refusal(ask(BOB, again)));
    assertEquals(0, sessions.of("office").reconnects());
    assertEquals(new Response.Done(), ask(ANN, again));
    assertEquals(1, sessions.of("office").reconnects());
  }

  @Test
  void twoOwnersMayUseTheSameName() {
    ask(ANN, connect("office"));
    FakeSessions.FakeSession ofAnn = sessions.of("office");
    assertEquals(new Response.Done(), ask(BOB, connect("office")));
    ask(BOB, new Request.Disconnect("office"));
    assertEquals(SessionState.RESOLVING, ofAnn.status().state());
  }

  @Test
  void aSecondConnectIsRefusedWhileTheFirstLives() {
    ask(ANN, connect("office"));
    assertEquals(ProblemCode.NOT_NOW, refusal(ask(ANN, connect("office"))));
  }

  @Test
  void whoListensWhileASessionBeginsHearsOfNoEnd() {
    List<Event> heard = new ArrayList<>();
    sessions.beforeStart(() -> registry.subscribe(ANN, heard::add));
    ask(ANN, connect("office"));
    sessions.beforeStart(() -> {});
    sessions.of("office").enter(SessionState.FAILED);
    heard.clear();

    sessions.beforeStart(() -> registry.subscribe(ANN, heard::add));
    ask(ANN, connect("office"));

    for (Event event : heard) {
      assertEquals(
          SessionState.RESOLVING, ((Event.StatusChanged) event).status().state(), heard::toString);
    }
    assertFalse(heard.isEmpty());
  }

  @Test
  void anEndedSessionIsReplacedAndItsLogIsKept() {
    ask(ANN, connect("office"));
    sessions.of("office").log("first");
    sessions.of("office").enter(SessionState.FAILED);
    assertEquals(new Response.Done(), ask(ANN, connect("office")));
    sessions.of("office").log("second");
    var log = (Response.LogLines) ask(ANN, new Request.Log(Optional.empty()));
    assertEquals(List.of("first", "second"), log.lines().stream().map(l -> l.text()).toList());
  }

  @Test
  void aConnectDuringCleanupWaitsForItsEnd() throws Exception {
    ask(ANN, connect("office"));
    FakeSessions.FakeSession first = sessions.of("office");
    first.holdCleanup();
    first.enter(SessionState.FAILED);
    CompletableFuture<Response> second = desk.handle(ANN, connect("office"));
    assertFalse(second.isDone());
    first.finishCleanup();
    assertEquals(new Response.Done(), second.get());
    assertEquals(SessionState.RESOLVING, sessions.of("office").status().state());
  }

  @Test
  void aDisconnectIsAnsweredWhenEverythingIsRemoved() throws Exception {
    ask(ANN, connect("office"));
    sessions.of("office").holdCleanup();
    CompletableFuture<Response> answer = desk.handle(ANN, new Request.Disconnect("office"));
    assertFalse(answer.isDone());
    sessions.of("office").finishCleanup();
    assertEquals(new Response.Done(), answer.get());
  }

  @Test
  void aRefusedProfileLeavesTheLastSessionAsItWas() {
    ask(ANN, connect("office"));
    sessions.of("office").enter(SessionState.FAILED);
    var bad =
        new Request.Connect(
            "office", FakeSessions.BAD_PROFILE, DataPathChoice.AUTO, KnownSecrets.NONE);
    assertEquals(ProblemCode.PROFILE_INVALID, refusal(ask(ANN, bad)));
    assertEquals(List.of(SessionState.FAILED), statesOf(ANN));
    assertEquals(new Response.Done(), ask(ANN, connect("office")));
  }

  @Test
  void aSubscriberHearsTheStateAndTheOpenQuestionFirst() {
    ask(ANN, connect("office"));
    sessions.of("office").ask(7);
    List<Event> heard = new ArrayList<>();
    registry.subscribe(ANN, heard::add);
    assertEquals(List.of(new Event.StatusChanged(sessions.of("office").status())), heard);
    assertEquals(
        Optional.of(new SessionStatus.OpenQuestion(7, FakeSessions.LOGIN)),
        sessions.of("office").status().question());
    registry.unsubscribe(ANN, heard::add);
  }

  @Test
  void aSessionIsWatchedByItsOwnersSubscribersAndForAMomentByWhoAsks() {
    ask(ANN, connect("office"));
    FakeSessions.FakeSession session = sessions.of("office");
    assertFalse(session.isWatched());
    java.util.function.Consumer<Event> window = _ -> {};
    registry.subscribe(BOB, window);
    assertFalse(session.isWatched());
    registry.subscribe(ANN, window);
    assertTrue(session.isWatched());
    registry.unsubscribe(ANN, window);
    assertFalse(session.isWatched());
    statesOf(ANN);
    assertTrue(session.isWatched());
    now += 10_000;
    assertFalse(session.isWatched());
  }

  @Test
  void anAnswerReachesTheSessionOrIsRefusedAndWiped() {
    ask(ANN, connect("office"));
    Secret early = Secret.ofText("x");
    var answer = new Request.Answer("office", 7, login(early));
    assertEquals(ProblemCode.NOT_NOW, refusal(ask(ANN, answer)));
    assertThrows(IllegalStateException.class, early::copyBytes);

    sessions.of("office").ask(7);
    var again = new Request.Answer("office", 7, login(Secret.ofText("x")));
    assertEquals(new Response.Done(), ask(ANN, again));

    Secret toNobody = Secret.ofText("x");
    var unknown = new Request.Answer("home", 7, login(toNobody));
    assertEquals(ProblemCode.NOT_NOW, refusal(ask(ANN, unknown)));
    assertThrows(IllegalStateException.class, toNobody::copyBytes);
  }

  @Test
  void tooManySessionsAndBadNamesAreRefusedByPolicy() {
    for (int i = 0; i < ConnectPolicy.MOST_SESSIONS; i++) {
      assertEquals(new Response.Done(), ask(ANN, connect("s" + i)));
    }
    assertEquals(ProblemCode.REFUSED_BY_POLICY, refusal(ask(ANN, connect("more"))));
    assertEquals(new Response.Done(), ask(BOB, connect("more")));
    for (String name : List.of("", " ", "a\nb", "x".repeat(101))) {
      assertEquals(ProblemCode.REFUSED_BY_POLICY, refusal(ask(BOB, connect(name))));
    }
  }

  @Test
  void theLogIsBounded() {
    ask(ANN, connect("office"));
    for (int i = 0; i < 2000; i++) {
      sessions.of("office").log("line " + i + " " + "x".repeat(1000));
    }
    var log = (Response.LogLines) ask(ANN, new Request.Log(Optional.of("office")));
    assertTrue(log.lines().size() > 100 && log.lines().size() <= 500);
    assertTrue(log.lines().getLast().text().startsWith("line 1999 "));
    assertTrue(log.lines().getLast().text().length() <= 501);
  }

  @Test
  void afterStopAllNoSessionBegins() {
    ask(ANN, connect("office"));
    ask(BOB, connect("home"));
    assertTrue(registry.stopAll().isDone());
    assertEquals(List.of(SessionState.DISCONNECTED), statesOf(ANN));
    assertEquals(List.of(SessionState.DISCONNECTED), statesOf(BOB));
    assertEquals(ProblemCode.NOT_NOW, refusal(ask(ANN, connect("office"))));
  }

  @Test
  void everyRequestIsAnsweredEvenWithoutASession() {
    assertEquals(new Response.Sessions(List.of()), ask(ANN, new Request.Status(Optional.empty())));
    assertEquals(new Response.Done(), ask(ANN, new Request.Disconnect("office")));
    assertEquals(new Response.Done(), ask(ANN, new Request.DisconnectAll()));
    assertEquals(new Response.Findings(List.of()), ask(ANN, new Request.Doctor()));
    assertInstanceOf(Response.Demo.class, ask(ANN, new Request.StartDemo()));
    assertEquals(ProblemCode.BAD_REQUEST, refusal(ask(ANN, new Request.Subscribe())));
    assertEquals(ProblemCode.BAD_REQUEST, refusal(ask(ANN, new Request.Hello(1, "x"))));
  }

  @Test
  void theLastPlacesAreForUsersWithoutASession() {
    for (int i = 0; i < ConnectPolicy.MOST_SESSIONS; i++) {
      ask(ANN, connect("s" + i));
    }
    int ofBob = 0;
    while (ask(BOB, connect("s" + ofBob)) instanceof Response.Done) {
      ofBob++;
    }
    assertTrue(ofBob < ConnectPolicy.MOST_SESSIONS, "bob got " + ofBob);
    assertEquals(ProblemCode.NOT_NOW, refusal(ask(BOB, connect("more"))));
    assertEquals(new Response.Done(), ask(new Owner(user("eve")), connect("first")));
  }

  @Test
  void profilesTakeOnlySoMuchMemoryAndGiveItBack() {
    int taken = 0;
    while (ask(ANN, connect("s" + taken, large())) instanceof Response.Done) {
      taken++;
    }
    assertTrue(taken >= 2 && taken < ConnectPolicy.MOST_SESSIONS, "ann got " + taken);
    assertEquals(ProblemCode.NOT_NOW, refusal(ask(ANN, connect("more", large()))));
    assertEquals(new Response.Done(), ask(ANN, connect("small")));
    ask(ANN, new Request.DisconnectAll());
    for (int i = 0; i < taken; i++) {
      assertEquals(new Response.Done(), ask(ANN, connect("again" + i, large())));
    }
  }

  @Test
  void aRequestThatWaitsForACleanupCountsAsASession() {
    ask(ANN, connect("office"));
    sessions.of("office").holdCleanup();
    sessions.of("office").enter(SessionState.FAILED);
    int waiting = 0;
    while (!desk.handle(ANN, connect("office", large())).isDone()) {
      waiting++;
    }
    assertTrue(waiting < ConnectPolicy.MOST_SESSIONS, waiting + " wait");
  }

  @Test
  void aProfileWithTheWholeWorldsAuthoritiesIsRefused() {
    String world = "-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----\n".repeat(1450);
    assertEquals(ProblemCode.REFUSED_BY_POLICY, refusal(ask(ANN, connect("office", world))));
  }

  @Test
  void aNameIsFreeAgainAfterAnErrorAtTheStart() {
    sessions.beforeStart(
        () -> {
          throw new OutOfMemoryError("unable to create native thread");
        });
    assertEquals(ProblemCode.INTERNAL, refusal(ask(ANN, connect("office"))));
    sessions.beforeStart(() -> {});
    assertEquals(new Response.Done(), ask(ANN, connect("office")));
  }

  @Test
  void oneUsersLogsTakeOnlySoMuchMemory() {
    for (int i = 0; i < 64; i++) {
      ask(ANN, connect("s" + i));
      FakeSessions.FakeSession session = sessions.of("s" + i);
      for (int line = 0; line < 500; line++) {
        session.log("\u4e2d".repeat(500));
      }
      ask(ANN, new Request.Disconnect("s" + i));
    }
    long kept = 0;
    for (int i = 0; i < 64; i++) {
      var log = (Response.LogLines) ask(ANN, new Request.Log(Optional.of("s" + i)));
      kept += log.lines().stream().mapToLong(l -> 2L * l.text().length()).sum();
    }
    assertTrue(kept > 100_000 && kept <= 1 << 20, kept + " bytes");
  }

  @Test
  void theAnswerWithTheLogIsNoLargerThanWhatAClientMayLeaveUnread() {
    for (int i = 0; i < 4; i++) {
      ask(ANN, connect("s" + i));
      for (int line = 0; line < 500; line++) {
        sessions.of("s" + i).log("\u4e2d".repeat(500));
      }
    }
    var log = (Response.LogLines) ask(ANN, new Request.Log(Optional.empty()));
    int bytes = ApiJson.write(new Frame.Answer(1, log)).length;
    assertTrue(bytes > 100_000 && bytes <= 300_000, bytes + " bytes");
  }

  @Test
  void aCutLineStaysInItsNarrowCharacters() {
    ask(ANN, connect("office"));
    sessions.of("office").log("x".repeat(1000));
    var log = (Response.LogLines) ask(ANN, new Request.Log(Optional.empty()));
    assertTrue(log.lines().getLast().text().chars().allMatch(c -> c < 128));
  }

  @Test
  void aBlockWithoutASessionIsEndedByDisconnectOrUnblockAndByItsOwnerOnly() throws Exception {
    for (Request end :
        List.of(
            new Request.Disconnect("office"), new Request.DisconnectAll(), new Request.Unblock())) {
      failWithItsBlock("office");
      assertEquals(new Response.Done(), ask(BOB, end));
      assertEquals(List.of(OFFICE), firewall.blocking());
      assertEquals(new Response.Done(), ask(ANN, new Request.Disconnect("office", true)));
      assertEquals(List.of(OFFICE), firewall.blocking());

      List<Event> heard = new ArrayList<>();
      registry.subscribe(ANN, heard::add);
      assertEquals(new Response.Done(), ask(ANN, end));
      assertEquals(List.of(), firewall.blocking());
      assertFalse(((Event.StatusChanged) heard.getLast()).status().blocking());
    }
  }

  private void failWithItsBlock(String name) throws Exception {
    ask(ANN, protectedConnect(name));
    firewall.admit(new Hold("ann", name), Passage.closed(true, false));
    sessions.of(name).enter(SessionState.FAILED);
  }

  @Test
  void oneUsersFailedSessionsLeaveOnlySoManyBlocks() throws Exception {
    for (int i = 0; i < ConnectPolicy.MOST_SESSIONS; i++) {
      failWithItsBlock("s" + i);
    }
    assertEquals(ProblemCode.REFUSED_BY_POLICY, refusal(ask(ANN, protectedConnect("office"))));
    assertEquals(new Response.Done(), ask(ANN, protectedConnect("s0")));
    assertEquals(new Response.Done(), ask(BOB, protectedConnect("office")));
  }

  @Test
  void whatStillBlocksIsNotForgottenForNewerNames() {
    registry.of(ANN).blocked("office");
    for (int i = 0; i < 70; i++) {
      ask(ANN, connect("s" + i));
      ask(ANN, new Request.Disconnect("s" + i));
    }
    var told = (Response.Sessions) ask(ANN, new Request.Status(Optional.of("office")));
    assertTrue(told.sessions().getFirst().blocking());
  }

  @Test
  void aBlockThatALiveSessionHoldsIsNotUnblocked() throws Exception {
    ask(ANN, protectedConnect("office"));
    firewall.admit(OFFICE, Passage.closed(true, false));

    assertEquals(ProblemCode.NOT_NOW, refusal(ask(ANN, new Request.Unblock())));
    assertEquals(List.of(OFFICE), firewall.blocking());
    assertEquals(new Response.Done(), ask(ANN, new Request.Disconnect("office", true)));
    assertEquals(1, sessions.of("office").blockedStops());
    assertEquals(List.of(OFFICE), firewall.blocking());
  }

  @Test
  void aBlockIsTakenOverByAConnectThatBlocksAndNotByOneThatDoesNot() throws Exception {
    failWithItsBlock("office");
    assertEquals(ProblemCode.TRAFFIC_BLOCKED, refusal(ask(ANN, connect("office"))));
    assertEquals(new Response.Done(), ask(ANN, connect("home")));
    assertEquals(new Response.Done(), ask(ANN, protectedConnect("office")));
  }

  @Test
  void aBlockOutlivesAHelperThatEnds() throws Exception {
    failWithItsBlock("office");
    registry.stopAll().join();
    assertEquals(List.of(OFFICE), firewall.blocking());
  }

  @Test
  void aBlockThatCannotBeLiftedIsSaidAndShown() throws Exception {
    failWithItsBlock("office");
    firewall.failure = Optional.of(new IOException("busy"));
    assertEquals(ProblemCode.NOT_NOW, refusal(ask(ANN, new Request.Unblock())));
    assertEquals(List.of(OFFICE), firewall.blocking());
  }

  @Test
  void aBlockOfAnEarlierHelperShowsAsASessionThatFailed() {
    Owner root = Owner.named("root").orElseThrow();
    registry.remember(List.of(new Hold("root", "office"), new Hold("nobody at all", "home")));

    var told = (Response.Sessions) ask(root, new Request.Status(Optional.empty()));
    assertEquals(List.of(SessionStatus.blocked("office", now)), told.sessions());
  }

  @Test
  void rootUnblocksForEverybodyAndForWhoeverIsGone() throws Exception {
    failWithItsBlock("office");
    firewall.admit(new Hold("nobody at all", "home"), Passage.closed(true, false));
    assertEquals(
        new Response.Done(), ask(Owner.named("root").orElseThrow(), new Request.Unblock()));
    assertEquals(List.of(), firewall.blocking());
  }

  private static Request.Connect protectedConnect(String name) {
    return new Request.Connect(
        name,
        "client",
        DataPathChoice.AUTO,
        KnownSecrets.NONE,
        new Protection(true, true, new DnsWish.Server()));
  }

  private static String large() {
    return "x".repeat(1_000_000);
  }

  private Response ask(Owner owner, Request request) {
    return desk.handle(owner, request).join();
  }

  private List<SessionState> statesOf(Owner owner) {
    var answer = (Response.Sessions) ask(owner, new Request.Status(Optional.empty()));
    return answer.sessions().stream().map(SessionStatus::state).toList();
  }

  private static ProblemCode refusal(Response response) {
    return assertInstanceOf(Response.Refused.class, response).problem().code();
  }

  private static Request.Connect connect(String name) {
    return connect(name, "client");
  }

  private static Request.Connect connect(String name, String profile) {
    return new Request.Connect(name, profile, DataPathChoice.AUTO, KnownSecrets.NONE);
  }

  private static UserPrincipal user(String name) {
    return () -> name;
  }

  private static Reply login(Secret password) {
    return Reply.login(new Credentials("ann", password));
  }
}
