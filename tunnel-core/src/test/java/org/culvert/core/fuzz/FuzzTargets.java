package org.culvert.core.fuzz;

import java.util.List;
import org.culvert.core.api.json.SocketLinesFuzz;
import org.culvert.core.control.KeyMessageFuzz;
import org.culvert.core.data.DataPacketFuzz;
import org.culvert.core.profile.KeyFileFuzz;
import org.culvert.core.profile.ProfileFuzz;
import org.culvert.core.proxy.ProxyReplyFuzz;
import org.culvert.core.push.ControlTextFuzz;
import org.culvert.core.push.PushReplyFuzz;
import org.culvert.core.push.PushUpdateFuzz;
import org.culvert.core.session.ServerTextFuzz;
import org.culvert.core.tls.bc.LockedKeyFuzz;
import org.culvert.core.wire.ControlPacketFuzz;
import org.culvert.core.wire.StreamFuzz;
import org.culvert.core.wrap.UnwrapFuzz;

/** All there are. */
final class FuzzTargets {
  private FuzzTargets() {}

  static List<FuzzTarget> all() {
    return List.of(
        new ProfileFuzz(),
        new KeyFileFuzz(),
        new ControlPacketFuzz(),
        new UnwrapFuzz(),
        new StreamFuzz(),
        new KeyMessageFuzz(),
        new ControlTextFuzz(),
        new PushReplyFuzz(),
        new ServerTextFuzz(),
        new PushUpdateFuzz(),
        new ProxyReplyFuzz(),
        new LockedKeyFuzz(),
        new DataPacketFuzz(),
        new SocketLinesFuzz());
  }

  static FuzzTarget named(String name) {
    return all().stream()
        .filter(target -> target.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no fuzz target " + name));
  }
}
