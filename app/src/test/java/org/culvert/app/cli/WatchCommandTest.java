package org.culvert.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.culvert.app.keyring.SecretName;
import org.culvert.app.settings.Settings;
import org.culvert.app.totals.Carried;
import org.culvert.app.totals.DayTotal;
import org.culvert.core.api.DataPathChoice;
import org.culvert.core.api.Event;
import org.culvert.core.api.Question;
import org.culvert.core.api.Request;
import org.culvert.core.api.SessionState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a window does unseen is done without one. */
@Timeout(30)
class WatchCommandTest extends CliFixture {
  private static final Question LOGIN =
      new Question.Login(Optional.empty(), true, Optional.empty(), "");

  private Thread watching = new Thread(() -> {});

  private void watch() throws Exception {
    watching = start("watch");
    await(() -> !helper.asked(Request.Log.class).isEmpty());
  }

  @AfterEach
  void end() throws InterruptedException {
    watching.interrupt();
    watching.join();
  }

  private void is(SessionState state) throws InterruptedException {
    long before = out.toString().lines().count();
    helper.tell(helper.state(state));
    await(() -> out.toString().lines().count() > before);
  }

  private void onStart() throws IOException {
    settings.change(
        _ ->
            Settings.USUAL.withProfile(
                "office",
                wish ->
                    wish.withConnectOnStart(true)
                        .withDataPath(Optional.of(DataPathChoice.USERSPACE))));
  }

  private Optional<Carried> carried() {
    try {
      return totals.read().days().stream().map(DayTotal::carried).findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Test
  void aLineTellsOfEachChange() throws Exception {
    watch();
    is(SessionState.CONNECTING);
    is(SessionState.CONNECTED);
    helper.tell(new Event.Traffic("office", 1, 5_000, 5_000, 9, 9));
    is(SessionState.DISCONNECTED);
    assertEquals(
        List.of("connecting", "connected", "disconnected"),
        out.toString().lines().map(line -> line.replaceFirst("office: (\\S+).*", "$1")).toList());
  }

  @Test
  void whatSessionsCarryIsKeptAlsoWhenASignalEndsIt() throws Exception {
    Watch watch = new Watch(context());
    Thread running =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    watch.run();
                  } catch (InterruptedException | OutputClosedException e) {
                    throw new IllegalStateException(e);
                  }
                });
    await(() -> !helper.asked(Request.Log.class).isEmpty());
    is(SessionState.CONNECTED);
    is(SessionState.DISCONNECTED);
    await(() -> carried().isPresent());
    assertEquals(Optional.of(new Carried(1_000, 2_000)), carried());

    helper.tell(new Event.Traffic("office", 1, 1_500, 2_000, 1, 1));
    is(SessionState.RECONNECTING);
    watch.end();
    assertEquals(Optional.of(new Carried(1_500, 2_000)), carried());
    running.join();
    assertTrue(totals.claim().isPresent(), "another one may count");
    totals.release();
  }

  @Test
  void aProfileThatIsToConnectOnStartDoesSoWithWhatTheKeyringHas() throws Exception {
    onStart();
    keyring.put(SecretName.login(store.find("office").orElseThrow().id()), "ann", "secret");
    helper.script(helper.waiting(7, LOGIN));
    watch();
    await(() -> !helper.asked(Request.Answer.class).isEmpty());
    is(SessionState.CONNECTED);
    assertEquals(
        DataPathChoice.USERSPACE, helper.asked(Request.Connect.class).getFirst().dataPath());
    assertEquals(
        Optional.of("ann"), helper.asked(Request.Answer.class).getFirst().reply().username());
    assertFalse((out.toString() + err).contains("secret"));
    assertFalse(err.toString().contains("waits for you"), err::toString);
  }

  @Test
  void theKeyringIsNotForSessionsOfOthers() throws Exception {
    keyring.put(SecretName.login(store.find("office").orElseThrow().id()), "ann", "secret");
    watch();
    helper.tell(helper.waiting(7, LOGIN));
    await(() -> err.toString().contains("office waits for you: culvert answer office"));
    assertEquals(List.of(), keyring.asked());
  }

  @Test
  void theDesktopTellsOfATunnelAndNothingConnectsUnasked() throws Exception {
    watch();
    is(SessionState.CONNECTED);
    // What was so before the helper was known to answer is no news.
    while (told.isEmpty()) {
      is(SessionState.DISCONNECTED);
      is(SessionState.CONNECTED);
    }
    assertEquals("office is connected", told.getFirst().title());
    assertEquals(List.of(), helper.asked(Request.Connect.class));
  }

  @Test
  void tunnelsConnectAgainAfterSleepUnlessTheSettingsSayNo() throws Exception {
    settings.change(
        _ ->
            Settings.USUAL.withProfile(
                "office", wish -> wish.withReconnectAfterSleep(Optional.of(false))));
    watch();
    is(SessionState.CONNECTED);
    sleepers.forEach(Runnable::run);
    is(SessionState.RECONNECTING);
    assertEquals(List.of(), helper.asked(Request.Reconnect.class));

    settings.change(_ -> Settings.USUAL);
    sleepers.forEach(Runnable::run);
    List<Request> asked = List.of(new Request.Reconnect("office"));
    await(() -> helper.asked(Request.Reconnect.class).equals(asked));
  }

  @Test
  void whileTheWindowRunsAllButTheLinesIsItsAffair() throws Exception {
    windowRuns = true;
    onStart();
    watch();
    await(() -> err.toString().contains("The window runs"));
    is(SessionState.CONNECTED);
    is(SessionState.RECONNECTING);
    sleepers.forEach(Runnable::run);
    is(SessionState.DISCONNECTED);
    assertEquals(List.of(), told);
    assertEquals(List.of(), helper.asked(Request.Connect.class));
    assertEquals(List.of(), helper.asked(Request.Reconnect.class));
    assertFalse(Files.exists(folder.resolve("state")));
    assertEquals(1, err.toString().split("The window runs", -1).length - 1);
  }

  @Test
  void aHelperThatDoesNotAnswerIsWaitedFor() throws Exception {
    helper.unreachable = true;
    watching = start("watch");
    await(() -> err.toString().contains("It is tried again"));
    helper.unreachable = false;
    await(() -> err.toString().contains("The helper answers again."));
    is(SessionState.CONNECTED);
  }

  @Test
  void anOutageIsToldOnceHoweverItsReasonChanges() throws Exception {
    helper.unreachable = true;
    helper.whyUnreachable = "the helper closed the connection";
    watching = start("watch");
    await(() -> err.toString().contains("It is tried again"));
    helper.whyUnreachable = "No such file or directory";
    int before = helper.attempts.get();
    await(() -> helper.attempts.get() > before + 1);
    helper.unreachable = false;
    await(() -> err.toString().contains("The helper answers again."));
    assertEquals(2, err.toString().split("It is tried again", -1).length, err::toString);
  }

  @Test
  void itEndsWhenNobodyReadsTheOutputAnyMore() throws Exception {
    helper.tell(helper.state(SessionState.CONNECTED));
    closedOutput = true;
    assertEquals(1, run("watch"));
    assertEquals("", err.toString());
  }

  @Test
  void aNewNameTakesTheTotalsAlong() throws Exception {
    watch();
    is(SessionState.CONNECTED);
    is(SessionState.DISCONNECTED);
    await(() -> carried().isPresent());
    store.rename(store.find("office").orElseThrow(), "work");
    await(
        () -> {
          endAnother();
          return names().equals(List.of("work"));
        });
  }

  /** With the end of the last session all is kept that is new. */
  private void endAnother() {
    helper.tell(new Event.StatusChanged(helper.status("other", SessionState.DISCONNECTED)));
  }

  private List<String> names() {
    try {
      return totals.read().days().stream()
          .map(DayTotal::profile)
          .filter(name -> !name.equals("other"))
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
