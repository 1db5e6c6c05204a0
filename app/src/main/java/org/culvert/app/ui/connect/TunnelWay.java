package org.culvert.app.ui.connect;

import java.util.ArrayList;
import java.util.List;
import org.culvert.app.ui.text.Texts;
import org.culvert.core.api.SessionState;
import org.culvert.core.api.SessionStatus;
import org.culvert.core.api.SessionStatus.RemoteInfo;
import org.culvert.core.api.SessionStatus.TunnelInfo;

/**
 * The way that packets take, from this machine to the networks behind the server; empty while there
 * is no tunnel.
 */
public record TunnelWay(List<Stop> stops) {
  /** What a stop is. */
  public enum Kind {
    HERE,
    PROXY,
    SERVER,
    NETWORKS
  }

  /**
   * Something that packets pass.
   *
   * @param detail more about it; may be empty
   */
  public record Stop(Kind kind, String name, String detail) {}

  public TunnelWay {
    stops = List.copyOf(stops);
  }

  /** The way of a session, from what it tells and nothing else. */
  public static TunnelWay of(SessionStatus status) {
    if (status.state() != SessionState.CONNECTED
        || status.remote().isEmpty()
        || status.tunnel().isEmpty()) {
      return new TunnelWay(List.of());
    }
    RemoteInfo remote = status.remote().get();
    TunnelInfo tunnel = status.tunnel().get();
    List<Stop> stops = new ArrayList<>();
    stops.add(new Stop(Kind.HERE, Texts.of("way.here"), tunnel.device()));
    remote
        .proxy()
        .ifPresent(proxy -> stops.add(new Stop(Kind.PROXY, Texts.of("fact.proxy"), proxy)));
    stops.add(new Stop(Kind.SERVER, Texts.of("fact.server"), remote.host()));
    stops.add(networks(tunnel.routes()));
    return new TunnelWay(stops);
  }

  private static Stop networks(List<String> routes) {
    boolean all4 = all(routes, "0.0.0.0/0", List.of("0.0.0.0/1", "128.0.0.0/1"));
    boolean all6 = all(routes, "::/0", List.of("::/1", "8000::/1")) || routes.contains("2000::/3");
    if (all4 || all6) {
      String key = all4 && all6 ? "way.all" : all4 ? "way.all4" : "way.all6";
      return new Stop(Kind.NETWORKS, Texts.of(key), "");
    }
    return switch (routes.size()) {
      case 0 -> new Stop(Kind.NETWORKS, Texts.of("way.own"), "");
      case 1 -> new Stop(Kind.NETWORKS, Texts.of("way.one"), routes.getFirst());
      default ->
          new Stop(
              Kind.NETWORKS,
              Texts.of("way.many", routes.size()),
              Texts.of("way.more", routes.getFirst(), routes.size() - 1));
    };
  }

  /** A default route, or the two halves that go before another one. */
  private static boolean all(List<String> routes, String whole, List<String> halves) {
    return routes.contains(whole) || routes.containsAll(halves);
  }
}
