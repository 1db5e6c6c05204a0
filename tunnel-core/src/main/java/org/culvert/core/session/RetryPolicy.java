package org.culvert.core.session;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import org.culvert.core.profile.Pace;
import org.culvert.core.profile.Remote;
import org.culvert.core.profile.RemoteChoice;

/**
 * Which remote to try next, and after which pause (wire reference 11.3). Used by one thread; knows
 * neither sockets nor a resolver: the caller resolves the remote and tells the addresses.
 */
public final class RetryPolicy {
  /** After so many attempts per remote the pauses begin to double. */
  private static final int PATIENT_ATTEMPTS = 5;

  private static final int MAX_SHIFT = 15;

  /** A connection that stood for less may be one of many that fail in the same way. */
  private static final long LASTING_MILLIS = 60_000;

  private final List<Remote> remotes;
  private final long maxTries;
  private int remote;
  private int address;
  private List<InetAddress> addresses = List.of();
  private int attempts;
  private long tries;
  private boolean lost;

  /** Another address of the same name is at hand. */
  private boolean atOnce;

  /** The address of each remote that a tunnel stood on last. */
  private final Map<Remote, InetAddress> worked = new HashMap<>();

  /** {@code random} shuffles where the profile says remote-random. */
  public RetryPolicy(List<Remote> remotes, RemoteChoice choice, Random random) {
    List<Remote> order = new ArrayList<>(remotes);
    if (choice.random()) {
      Collections.shuffle(order, random);
    }
    this.remotes = List.copyOf(order);
    OptionalInt max = choice.maxTries();
    this.maxTries = max.isPresent() ? (long) max.getAsInt() * order.size() : Long.MAX_VALUE;
  }

  /** The remote to connect to now. */
  public Remote remote() {
    return remotes.get(remote);
  }

  /**
   * Tells what the present remote's name resolved to; never empty. Returns the one to use, and
   * behind it those that come next. One that has worked comes before all.
   */
  public List<InetAddress> choose(List<InetAddress> resolved) {
    InetAddress good = worked.get(remote());
    List<InetAddress> order = new ArrayList<>(resolved);
    if (good != null && order.remove(good)) {
      order.addFirst(good);
    }
    addresses = List.copyOf(order);
    address %= addresses.size();
    return addresses.subList(address, addresses.size());
  }

  /** Tells which of the addresses answered, where several were asked at once. */
  public void using(InetAddress answered) {
    address = Math.max(0, addresses.indexOf(answered));
  }

  /**
   * A tunnel stood for so long. If that is long enough, failures begin to count anew; a server that
   * connects and drops at once is asked as seldom as one that does not connect. A tunnel has to
   * stand for longer than the pause before it, so that most of the time there is one.
   */
  public void connected(long lastedMillis) {
    if (!addresses.isEmpty()) {
      worked.put(remote(), addresses.get(address));
      address = 0; // where it will be next time
    }
    if (lastedMillis >= Math.max(LASTING_MILLIS, pause())) {
      attempts = 0;
      tries = 0;
    }
    lost = true;
  }

  /** Moves on after a failed attempt, or after a connection was lost, which counts as no try. */
  public void advance(Ending.Advance advance) {
    attempts++;
    atOnce = false;
    switch (advance) {
      case SAME -> tries += lost ? 0 : 1;
      case NEXT_ADDRESS -> {
        atOnce = ++address < addresses.size();
        if (!atOnce) {
          nextRemote();
        }
      }
      case NEXT_REMOTE -> nextRemote();
    }
    lost = false;
  }

  private void nextRemote() {
    address = 0;
    addresses = List.of();
    remote = (remote + 1) % remotes.size();
    tries += lost ? 0 : 1;
  }

  /**
   * Whether the profile's connect-retry-max forbids another attempt: so many tries for each remote
   * since the last connection, the addresses of one name being one try.
   */
  public boolean exhausted() {
    return tries >= maxTries;
  }

  /**
   * Milliseconds to wait before the next attempt. None between the addresses of one name: the pause
   * is for servers, which have not been asked yet.
   */
  public long pauseMillis() {
    if (atOnce) {
      return 0;
    }
    return pause();
  }

  private long pause() {
    Pace pace = remote().pace();
    int perRemote = attempts / remotes.size();
    int shift = Math.clamp((long) perRemote - PATIENT_ATTEMPTS + 1, 0, MAX_SHIFT);
    return Math.min((long) pace.retry() << shift, pace.longestRetry()) * 1000L;
  }
}
