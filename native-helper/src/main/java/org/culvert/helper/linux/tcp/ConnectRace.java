package org.culvert.helper.linux.tcp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.culvert.helper.host.ConnectFailedException;
import org.culvert.helper.host.ConnectFailedException.Reason;
import org.culvert.helper.host.GiveUp;
import org.culvert.helper.host.TcpRequest;
import org.culvert.helper.host.TcpRequest.End;
import org.culvert.helper.linux.port.Options;
import org.culvert.helper.linux.sys.Errno;
import org.culvert.helper.linux.sys.Fd;
import org.culvert.helper.linux.sys.SysException;
import org.culvert.helper.linux.sys.TcpSocket;
import org.culvert.helper.linux.sys.TimedPoll;
import org.jspecify.annotations.Nullable;

/**
 * Connects to the first of a server's addresses that answers (Happy Eyeballs, RFC 8305): each next
 * one is begun a little later, or as soon as one has failed, and who comes second is closed. Used
 * once, by one thread, which it keeps.
 */
final class ConnectRace implements AutoCloseable {
  /** RFC 8305, section 5: Connection Attempt Delay. */
  private static final long STAGGER_MILLIS = 250;

  /** How often the caller is asked whether to give up. */
  private static final long LOOK_EVERY_MILLIS = 50;

  /** A socket that is connected, or about to be. */
  record Runner(InetSocketAddress remote, TcpSocket socket) {}

  private final TcpRequest wanted;
  private final long giveUpAt;
  private final List<Runner> running = new ArrayList<>();
  private int begun;
  private long nextAt;
  private @Nullable ConnectFailedException failure;

  /** {@code giveUpAt} is a time of {@link #now}. */
  ConnectRace(TcpRequest wanted, long giveUpAt) {
    this.wanted = wanted;
    this.giveUpAt = giveUpAt;
  }

  /**
   * The winner, whose socket is the caller's; empty when told to give up.
   *
   * @throws ConnectFailedException when no address can be connected to
   */
  Optional<Runner> run(GiveUp giveUp) throws IOException, InterruptedException {
    nextAt = now();
    while (!giveUp.now()) {
      while (begun < wanted.ends().size() && (now() >= nextAt || running.isEmpty())) {
        nextAt = now() + STAGGER_MILLIS;
        Optional<Runner> atOnce = begin(wanted.ends().get(begun++));
        if (atOnce.isPresent()) {
          return atOnce;
        }
      }
      if (running.isEmpty()) {
        throw failure != null ? failure : silence();
      }
      long now = now();
      if (now >= giveUpAt) {
        failed(silence());
        throw failure != null ? failure : silence();
      }
      long until = begun < wanted.ends().size() ? Math.min(nextAt, giveUpAt) : giveUpAt;
      Optional<Runner> winner = await(Math.min(until - now, LOOK_EVERY_MILLIS));
      if (winner.isPresent()) {
        return winner;
      }
    }
    return Optional.empty();
  }

  /** Begins with the next address; returns it when it is connected already. */
  private Optional<Runner> begin(End end) {
    InetSocketAddress remote = end.remote();
    TcpSocket socket;
    try {
      socket = TcpSocket.open(remote.getAddress());
    } catch (IOException e) {
      failed(remote, e);
      return Optional.empty();
    }
    Runner runner = new Runner(remote, socket);
    try {
      Options.set(socket, wanted.settings());
      if (end.local().isPresent()) {
        socket.bind(end.local().get());
      }
      int result = socket.connect(remote);
      if (result == 0) {
        return Optional.of(runner);
      }
      if (result == -Errno.EINPROGRESS) {
        running.add(runner);
        return Optional.empty();
      }
      failed(remote, -result);
    } catch (IOException e) {
      failed(remote, e);
    }
    socket.close();
    return Optional.empty();
  }

  private Optional<Runner> await(long millis) throws IOException {
    List<Fd> descriptors = running.stream().map(runner -> runner.socket().fd()).toList();
    boolean[] ready = TimedPoll.toWrite(descriptors, millis);
    for (int i = ready.length - 1; i >= 0; i--) {
      if (ready[i]) {
        Runner runner = running.remove(i);
        int error = runner.socket().connectError();
        if (error == 0) {
          return Optional.of(runner);
        }
        runner.socket().close();
        failed(runner.remote(), error);
      }
    }
    return Optional.empty();
  }

  private void failed(InetSocketAddress remote, int errno) {
    failed(
        new ConnectFailedException(
            switch (errno) {
              case Errno.ECONNREFUSED -> Reason.REFUSED;
              case Errno.ETIMEDOUT -> Reason.SILENT;
              default -> Reason.UNREACHABLE;
            },
            "reach " + remote + " by TCP: " + Errno.text(errno)));
  }

  private void failed(InetSocketAddress remote, IOException e) {
    if (e instanceof SysException sys) {
      failed(remote, sys.errno());
    } else {
      failed(
          new ConnectFailedException(
              Reason.UNREACHABLE, "reach " + remote + " by TCP: " + e.getMessage()));
    }
  }

  /** Keeps the failure that says most; whoever waits for its turn need not wait any longer. */
  private void failed(ConnectFailedException next) {
    nextAt = now();
    if (failure == null || next.reason().compareTo(failure.reason()) > 0) {
      failure = next;
    }
  }

  private ConnectFailedException silence() {
    return new ConnectFailedException(
        Reason.SILENT,
        "reach " + wanted.ends().getFirst().remote() + " by TCP: it did not answer in time");
  }

  /** The monotonic clock in milliseconds. */
  static long now() {
    return System.nanoTime() / 1_000_000;
  }

  /** Closes all but the winner. */
  @Override
  public void close() {
    running.forEach(runner -> runner.socket().close());
    running.clear();
  }
}
