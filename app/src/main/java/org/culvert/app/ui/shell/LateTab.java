package org.culvert.app.ui.shell;

import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Tab;

/**
 * A tab whose content is made when it is first selected or asked for: what nobody has looked at yet
 * is no work for the window's start.
 */
final class LateTab<V extends Node> {
  private final Tab tab;
  private final Supplier<V> maker;
  private Optional<V> made = Optional.empty();

  private LateTab(Tab tab, Supplier<V> maker) {
    this.tab = tab;
    this.maker = maker;
  }

  /**
   * Leaves a tab empty until then.
   *
   * @param maker makes the content and binds it; called once at most
   */
  static <V extends Node> LateTab<V> of(Tab tab, Supplier<V> maker) {
    LateTab<V> late = new LateTab<>(tab, maker);
    tab.selectedProperty()
        .subscribe(
            selected -> {
              if (selected) {
                late.content();
              }
            });
    return late;
  }

  /** The content, made now if it was not yet. */
  V content() {
    if (made.isEmpty()) {
      V content = maker.get();
      made = Optional.of(content);
      tab.setContent(content);
    }
    return made.get();
  }

  /** The content, where somebody has seen it. */
  Optional<V> made() {
    return made;
  }
}
