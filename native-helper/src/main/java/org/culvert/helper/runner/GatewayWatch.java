package org.culvert.helper.runner;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.culvert.core.api.Gateway;
import org.culvert.core.plan.IpPrefix;
import org.culvert.helper.host.EchoPort;
import org.culvert.helper.host.HostNetwork;
import org.culvert.helper.path.PathTraffic;

/**
 * Asks the gateway of one connection for an echo now and then: while somebody looks, or the tunnel
 * carries something of its user's and so wakes everybody anyway. An idle tunnel that nobody looks
 * at is left alone. Answers are read at the next look, for the kernel knows when they came. For the
 * session's thread; milliseconds.
 */
final class GatewayWatch implements AutoCloseable {
  private static final long EVERY = 5_000;

  /** Between requests to one that did not answer so many in a row. */
  private static final long SELDOM = 60_000;

  private static final int PATIENCE = 6;

  /** While a socket is open the kernel stamps whatever it receives. */
  private static final long CLOSED_AFTER = 60_000;

  private static final int NUMBERS = 1 << 16;

  private final HostNetwork host;
  private final OwnEchoes own = new OwnEchoes();
  private Optional<Place> place = Optional.empty();
  private Optional<EchoPort> port = Optional.empty();
  private Optional<String> obstacle = Optional.empty();
  private RoundTrips trips = new RoundTrips();
  private int number;
  private long askAt = Long.MIN_VALUE;
  private long carriedAtAsk;

  /** Bytes of an answer that is on the way, 0 for none. */
  private int awaited;

  /** Where the gateway is. */
  private record Place(String device, Optional<InetAddress> address) {}

  GatewayWatch(HostNetwork host) {
    this.host = host;
  }

  /** The tunnel stands on this device; empty when its server has named no gateway. */
  void isAt(String device, Optional<InetAddress> address) {
    Place now = new Place(device, address);
    if (place.filter(now::equals).isPresent()) {
      return;
    }
    if (!place.map(Place::address).equals(Optional.of(address))) {
      trips = new RoundTrips();
    }
    place = Optional.of(now);
    askAt = Long.MIN_VALUE;
    close();
  }

  /**
   * To be called several times a second: reads answers, and asks when it is time to.
   *
   * @param carriedOut packets of the user's that have gone out so far
   * @param watched whether somebody looks; only asked when it matters
   */
  void look(long now, long carriedOut, BooleanSupplier watched) {
    Optional<InetAddress> address = place.flatMap(Place::address);
    if (address.isEmpty()) {
      return;
    }
    read(now);
    if (now < askAt) {
      return;
    }
    giveUp();
    boolean carries = carriedOut != carriedAtAsk;
    // A request that nobody answers may be all that an idle tunnel carries.
    boolean hopeless = trips.unanswered() >= PATIENCE && !trips.answers();
    if (carries || (!hopeless && watched.getAsBoolean())) {
      if (port.isEmpty()) {
        open(now, address.get()); // asked at the next look: the kernel stamps only from now on
      } else {
        carriedAtAsk = carriedOut;
        ask(now, port.get());
      }
    } else if (now - askAt >= CLOSED_AFTER) {
      close();
    }
  }

  private void open(long now, InetAddress address) {
    try {
      port = Optional.of(host.openEcho(place.orElseThrow().device(), address));
      askAt = now;
    } catch (IOException e) {
      failed(now, e);
    }
  }

  private void ask(long now, EchoPort open) {
    number = (number + 1) % NUMBERS;
    try {
      trips.asked(number, now, open.ask(number));
      awaited = open.packetBytes();
      own.asked(awaited);
      obstacle = Optional.empty();
      askAt = now + (trips.unanswered() > PATIENCE ? SELDOM : EVERY);
    } catch (IOException e) {
      failed(now, e);
    }
  }

  private void read(long now) {
    if (port.isEmpty()) {
      return;
    }
    EchoPort open = port.get();
    try {
      for (var answer = open.answer(); answer.isPresent(); answer = open.answer()) {
        if (awaited == 0) {
          own.late(open.packetBytes());
        }
        awaited = 0;
        trips.answered(answer.get().number(), now, answer.get().at());
      }
    } catch (IOException e) {
      failed(now, e);
    }
  }

  private void giveUp() {
    if (awaited > 0) {
      own.lost(awaited);
      awaited = 0;
    }
  }

  private void failed(long now, IOException e) {
    obstacle = Optional.of(Optional.ofNullable(e.getMessage()).orElse(e.toString()));
    askAt = Math.max(askAt, now + EVERY);
    close();
  }

  /** What is known of it; empty before there is a tunnel. */
  Optional<Gateway> gateway(long now) {
    return place.map(
        there ->
            there
                .address()
                .map(IpPrefix::text)
                .map(
                    address ->
                        obstacle.isPresent()
                            ? new Gateway.Unaskable(address, obstacle.get())
                            : trips.gateway(now, address))
                .orElseGet(Gateway.Unknown::new));
  }

  /** What was carried, without our requests and their answers. */
  PathTraffic takenOut(PathTraffic carried) {
    return own.takenOut(carried);
  }

  @Override
  public void close() {
    giveUp();
    port.ifPresent(EchoPort::close);
    port = Optional.empty();
  }
}
