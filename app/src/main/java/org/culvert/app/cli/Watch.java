package org.culvert.app.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.culvert.app.files.FolderWatch;
import org.culvert.app.files.IoReason;
import org.culvert.app.notify.Announcer;
import org.culvert.app.notify.Notifier;
import org.culvert.app.profiles.StoredProfile;
import org.culvert.app.settings.Settings;
import org.culvert.app.state.AppState;
import org.culvert.app.state.EventInbox;
import org.culvert.app.state.HelperLink;
import org.culvert.app.state.KnownSession;
import org.culvert.app.state.LinkState;
import org.culvert.app.unasked.AfterSleep;
import org.culvert.app.unasked.OnStart;
import org.culvert.core.api.Problem;
import org.culvert.core.api.SessionState;
import org.culvert.core.api.SessionStatus;

/**
 * What goes on by itself where no window runs. All of it belongs to the thread of the command; what
 * comes from others waits in a queue for it.
 */
final class Watch {
  /** Between two attempts to reach the helper. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** Between two looks whether a window has come, which wants to count. */
  private static final Duration LOOK = Duration.ofSeconds(10);

  /** How long the process may take to end after a signal. */
  private static final Duration ENDING = Duration.ofSeconds(5);

  private final CommandContext context;
  private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private final AtomicBoolean woken = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final EventInbox inbox = new EventInbox();
  private final AppState state = new AppState();
  private final Map<String, Seen> seen = new HashMap<>();
  private final WatchedTotals totals;
  private final StartedSessions started;
  private final AfterSleep afterSleep;
  private final Notifier notifier;
  private final Announcer announcer;
  private Optional<Problem> unreachable = Optional.empty();
  private boolean over;
  private boolean unread;

  /** What was printed of a session; the time tells apart what was so twice between two looks. */
  private record Seen(SessionState state, long since) {}

  /** Does nothing until {@link #run}. */
  Watch(CommandContext context) {
    this.context = context;
    settings().language().ifPresent(it -> Locale.setDefault(it.locale(Locale.getDefault())));
    Executor background = Thread::startVirtualThread;
    totals = new WatchedTotals(context, state, background, tasks::add);
    started = new StartedSessions(context, background, tasks::add, this::waits);
    afterSleep =
        new AfterSleep(
            state,
            context.helper(),
            name -> isOurs() && settings().of(name).reconnectAfterSleep(),
            background);
    // What was there before is seen before anything is begun.
    state.onChange(this::look);
    notifier = context.notifications().open(() -> {});
    announcer =
        new Announcer(
            state, name -> settings().of(name).notifications(), () -> !isOurs(), notifier);
    new OnStart(
        state,
        this::storedProfiles,
        name -> isOurs() && settings().overrides(name).connectOnStart(),
        started::begin);
  }

  /** Returns after {@link #end}. */
  void run() throws InterruptedException, OutputClosedException {
    HelperLink link = new HelperLink(context.helper(), inbox, this::wake, PAUSE);
    link.seen(false);
    Runnable asleep = context.sleep().watch(() -> tasks.add(afterSleep::woke));
    Runnable unwatched =
        FolderWatch.over(context.store().folder(), () -> tasks.add(totals::lookForNames));
    try {
      totals.lookForNames();
      totals.look();
      link.start();
      work();
    } finally {
      link.close();
      asleep.run();
      unwatched.run();
      notifier.close();
      totals.close();
      ended.countDown();
    }
    if (unread) {
      throw new OutputClosedException();
    }
  }

  /** From another thread: returns when all is kept. */
  void end() {
    tasks.add(() -> over = true);
    try {
      if (!ended.await(ENDING.toMillis(), TimeUnit.MILLISECONDS)) {
        context.tell("What sessions carried in the last minute may not be counted.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() throws InterruptedException {
    long due = System.nanoTime() + LOOK.toNanos();
    while (!over) {
      Optional<Runnable> next =
          Optional.ofNullable(tasks.poll(due - System.nanoTime(), TimeUnit.NANOSECONDS));
      next.ifPresent(Runnable::run);
      if (due - System.nanoTime() <= 0) {
        totals.look();
        due = System.nanoTime() + LOOK.toNanos();
      }
    }
  }

  private void wake() {
    if (woken.compareAndSet(false, true)) {
      tasks.add(
          () -> {
            woken.set(false);
            state.apply(inbox.drain());
          });
    }
  }

  /** A window, or another one of these, does all of it while it counts. */
  private boolean isOurs() {
    return totals.areOurs() && !context.window().runs();
  }

  /** As they are now: commands and windows change them meanwhile. */
  private Settings settings() {
    try {
      return context.settings().read();
    } catch (IOException e) {
      return Settings.USUAL;
    }
  }

  private Optional<List<String>> storedProfiles() {
    try {
      return Optional.of(context.store().list().stream().map(StoredProfile::name).toList());
    } catch (IOException e) {
      context.tell("Nothing is connected at the start: " + IoReason.withFile(e));
      return Optional.of(List.of());
    }
  }

  private void look() {
    tellOfHelper();
    Set<String> gone = new HashSet<>(seen.keySet());
    gone.removeAll(
        state.sessions().stream().map(it -> it.status().name()).collect(Collectors.toSet()));
    gone.forEach(this::gone);
    state.sessions().stream().map(KnownSession::status).forEach(this::look);
  }

  private void look(SessionStatus status) {
    Seen now = new Seen(status.state(), status.since());
    Optional<Seen> before = Optional.ofNullable(seen.put(status.name(), now));
    if (!before.equals(Optional.of(now))) {
      if (before.isPresent() || !status.state().ended()) {
        print(StatusText.line(status));
      }
      started.changed(status);
    }
    started.look(status);
  }

  /** A helper keeps the sessions that ended: one that does not know a session is another one. */
  private void gone(String session) {
    started.gone(session);
    if (!Optional.ofNullable(seen.remove(session)).map(it -> it.state().ended()).orElse(true)) {
      print(session + ": gone with the helper that carried it");
    }
  }

  private void tellOfHelper() {
    Optional<Problem> now =
        switch (state.link()) {
          case LinkState.Down(Problem problem) -> Optional.of(problem);
          case LinkState.Refusing(Problem problem) -> Optional.of(problem);
          case LinkState.Up() -> Optional.empty();
          case LinkState.Connecting() -> unreachable;
        };
    // Why it does not answer changes from one attempt to the next; that it does not is told once.
    if (now.isPresent() != unreachable.isPresent()) {
      now.ifPresentOrElse(
          problem ->
              context.tell(
                  "culvert: " + problem.message(), "  It is tried again until it answers."),
          () -> context.tell("The helper answers again."));
      unreachable = now;
    }
  }

  private void waits(String session) {
    announcer.asks(Optional.of(session));
    context.tell(session + " waits for you: culvert answer " + ShellWord.of(session));
  }

  private void print(String line) {
    try {
      context.printFollowing(line);
    } catch (OutputClosedException e) {
      over = true;
      unread = true;
    }
  }
}
