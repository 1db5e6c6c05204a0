package org.culvert.app.tray;

import java.util.List;

/**
 * All that a tray shows.
 *
 * @param attention whether the user should look at it, which a desktop may show by unfolding the
 *     icon
 * @param tip what is said beside the pointer: a line for each session that there is something to
 *     say about
 */
public record TrayFace(TraySign sign, boolean attention, List<String> tip, List<MenuEntry> menu) {
  public TrayFace {
    tip = List.copyOf(tip);
    menu = List.copyOf(menu);
  }

  TrayFace withTip(List<String> newTip) {
    return new TrayFace(sign, attention, newTip, menu);
  }
}
