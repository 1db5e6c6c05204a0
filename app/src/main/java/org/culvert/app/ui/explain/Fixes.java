package org.culvert.app.ui.explain;

import java.util.Optional;
import org.culvert.app.explain.Explanation.Fix;
import org.culvert.app.ui.fx.Banner;
import org.culvert.app.ui.text.Texts;

/** Does what Culvert can do at once about a problem of the shown profile. */
public record Fixes(Runnable connectByTcp, Runnable lookAtMachine) {
  /** Puts the button for it on a banner, or takes it away where there is nothing to do. */
  public void offer(Optional<Fix> fix, Banner banner) {
    fix.ifPresentOrElse(it -> offer(it, banner), banner::noOffer);
  }

  private void offer(Fix fix, Banner banner) {
    switch (fix) {
      case CONNECT_BY_TCP -> banner.offer(Texts.of("connect.by-tcp"), connectByTcp);
      case LOOK_AT_MACHINE -> banner.offer(Texts.of("machine.look"), lookAtMachine);
    }
  }
}
