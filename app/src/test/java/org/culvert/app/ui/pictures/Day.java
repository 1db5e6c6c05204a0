package org.culvert.app.ui.pictures;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.culvert.app.ui.driver.FakeHelper;
import org.culvert.app.ui.driver.Samples;
import org.culvert.app.ui.driver.WindowDriver;
import org.culvert.core.api.Batches;
import org.culvert.core.api.Event;
import org.culvert.core.api.Live;
import org.culvert.core.api.LogCode;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.PathReason;
import org.culvert.core.api.PathReasonCode;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.SessionState;
import org.culvert.core.api.SessionStatus;

/** What the office's tunnel says in a day, as a helper tells it. */
final class Day {
  static final Problem SILENT =
      Problem.of(ProblemCode.NO_ANSWER, "vpn.example.com:1194", "30", "UDP");

  static final SessionStatus.DataPathInfo USERSPACE =
      new SessionStatus.DataPathInfo(
          "userspace", PathReason.of(PathReasonCode.KERNEL_TOO_OLD, "6.12.48"));
  static final SessionStatus.DataPathInfo KERNEL =
      new SessionStatus.DataPathInfo("kernel", PathReason.of(PathReasonCode.KERNEL_CARRIES));

  /** All that stands in the kernel's way. */
  static final SessionStatus.DataPathInfo OBSTACLES =
      SessionStatus.DataPathInfo.userspace(
          List.of(
              PathReason.of(PathReasonCode.PROFILE_FRAGMENT),
              PathReason.of(PathReasonCode.PROFILE_COMPRESSION),
              PathReason.of(PathReasonCode.PROFILE_TOS)));

  private final FakeHelper helper;
  private final SessionStatus.DataPathInfo path;
  private long now = System.currentTimeMillis();
  private final Random random = new Random(7);
  private double wander;
  private long told;
  private long in = 812_000_000;
  private long out = 64_000_000;
  private long calls;
  private long packets;

  Day(FakeHelper helper, SessionStatus.DataPathInfo path) {
    this.helper = helper;
    this.path = path;
  }

  /** The tunnel stands since then, in milliseconds before now. */
  void stands(long ago) {
    SessionStatus it = Samples.connected(Office.NAME, now - ago);
    helper.status(
        new SessionStatus(
            it.name(),
            it.state(),
            it.since(),
            it.remote(),
            Optional.of(path),
            it.cipher(),
            it.tls(),
            it.tunnel(),
            0,
            0,
            0,
            0,
            Optional.empty(),
            Optional.empty(),
            Live.NONE,
            true));
  }

  /** The other profiles: one tries again, one was refused. */
  void others() {
    helper.status(Samples.in("Travel", SessionState.RECONNECTING, now - 3_000));
    helper.status(
        Samples.failed(
            "Lab",
            SessionState.FAILED,
            now,
            Optional.of(Problem.of(ProblemCode.AUTH_FAILED, "[2001:db8::5]:1194", ""))));
  }

  /** The morning's work, with a reconnect. */
  void wholeDay() {
    told = now - 86_000_000;
    long apart = now - 51 * 60_000;
    for (long time = told; time < now - 130_000; time += 4_000) {
      if (time >= apart) {
        apart = Long.MAX_VALUE;
        helper.status(Samples.in(Office.NAME, SessionState.RECONNECTING, time));
        WindowDriver.onFx(() -> true);
        time += 120_000;
        stands(now - time);
      }
      work(time);
    }
  }

  private void work(long time) {
    double hour = (time - now + 86_000_000) / 3_600_000.0;
    double busy = hour > 6 && hour < 15 ? 1 : hour > 20.5 ? 0.8 : 0.004;
    wander = 0.985 * wander + 0.12 * random.nextGaussian();
    double bits = busy * 4e6 * Math.exp(wander);
    say(time, bits, bits / 9 * Math.exp(wander / 2));
    if (Math.floorMod(time, 3_600_000) < 4_000) {
      newKeys(time);
    }
  }

  /** Two minutes with a download, a call and an upload, up to the second that is now. */
  void twoMinutes() {
    long then = System.currentTimeMillis();
    // While the day was told, it went on.
    while (told > 0 && told < then - 129_250) {
      work(told + 4_000);
    }
    now = then;
    told = now - 125_250;
    newKeys(now - 100_000);
    for (long time = now - 125_000; time <= System.currentTimeMillis(); time += 250) {
      sayAt(time);
    }
  }

  /** Goes on as long as the chart needs to draw its newest second. */
  void goOn(WindowDriver window) {
    long end = System.currentTimeMillis() + 1_300;
    while (told < end) {
      sayAt(System.currentTimeMillis());
      window.settle();
    }
  }

  private void sayAt(long time) {
    double t = (time - now + 125_000) / 1_000.0;
    wander = 0.8 * wander + 0.08 * random.nextGaussian();
    double down =
        2.4e6 + 1.1e6 * Math.sin(t / 3) + ramp(t, 38, 74, 4.6e7) + ramp(t, 96, 109, 1.7e7);
    double up = 1.6e6 + 0.4e6 * Math.sin(t / 5 + 1) + ramp(t, 80, 102, 1.9e7);
    say(time, down * Math.exp(wander), up * Math.exp(wander / 2));
  }

  /** A transfer finds its speed within a few seconds. */
  private static double ramp(double t, double from, double to, double bits) {
    return t < from || t > to ? 0 : bits * (1 - Math.exp(-(t - from) / 2));
  }

  private void say(long time, double down, double up) {
    double seconds = (time - told) / 1_000.0;
    told = time;
    in += (long) (Math.max(0, down) / 8 * seconds);
    out += (long) (Math.max(0, up) / 8 * seconds);
    long moved = (long) ((down + up) / 8 / 1_300 * seconds);
    packets += moved;
    calls += moved / 9 + 1;
    helper.say(
        new Event.Traffic(
            Office.NAME,
            time,
            in,
            out,
            in / 1_200,
            out / 900,
            path.equals(KERNEL) ? kernelLive() : live()));
    WindowDriver.onFx(() -> true);
  }

  private static Live kernelLive() {
    return new Live(Optional.of(Samples.gateway(12_340, 11_900, 12, 0)), Optional.empty());
  }

  private Live live() {
    return new Live(
        Optional.of(Samples.gateway(12_340, 11_900, 12, 0)),
        Optional.of(
            new Batches(
                new Batches.Direction(calls, packets, 62_400),
                new Batches.Direction(calls * 3 / 4, packets, 64_100))));
  }

  private void newKeys(long time) {
    helper.say(Samples.log(Office.NAME, time, LogCode.NEW_KEYS, "new keys agreed (key id 1)"));
  }

  /** How the tunnel came up, in the helper's words. */
  void logOfConnecting() {
    long time = now - 4_327_000;
    for (String line :
        new String[] {
          "resolving",
          "connecting",
          "the kill switch holds: nothing leaves outside the tunnel but to local networks",
          "vpn.example.com:1194 answers",
          "authenticating",
          "TLSv1.3 with TLS_AES_256_GCM_SHA384, server is CN=vpn.example.com, O=Example Ltd",
          "configuring",
          "connected",
          "connected to vpn.example.com:1194 with AES-256-GCM"
        }) {
      time += 41 + line.length();
      helper.say(Samples.log(Office.NAME, time, LogLine.Level.INFO, line));
    }
  }

  /** How it was lost, and why it does not come back. */
  void logOfFailing() {
    long time = now - 64_000;
    newKeys(time - 1_900_000);
    say(
        time,
        LogLine.Level.WARNING,
        "nothing comes back; new keys tell whether the server is there");
    say(time + 31_000, LogLine.Level.INFO, "reconnecting");
    helper.say(Samples.log(Office.NAME, time + 61_000, SILENT));
    say(time + 61_002, LogLine.Level.INFO, "next attempt in 5 s");
  }

  private void say(long time, LogLine.Level level, String text) {
    helper.say(Samples.log(Office.NAME, time, level, text));
  }
}
