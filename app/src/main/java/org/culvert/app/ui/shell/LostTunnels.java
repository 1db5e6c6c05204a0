package org.culvert.app.ui.shell;

import java.util.List;
import org.culvert.app.state.AppState;

/**
 * Tunnels that went away with a helper that stopped.
 *
 * @param names of their profiles, sorted
 * @param exposed whether traffic could go outside a tunnel since
 */
public record LostTunnels(List<String> names, boolean exposed) {
  static final LostTunnels NONE = new LostTunnels(List.of(), false);

  public LostTunnels {
    names = List.copyOf(names);
  }

  static LostTunnels of(AppState state) {
    return new LostTunnels(state.lost().stream().sorted().toList(), state.exposed());
  }
}
