package org.culvert.app.ui.fx;

import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.scene.control.ToggleButton;

/** Buttons of which exactly one is down: a second click does not take the choice back. */
public final class OneOf {
  private OneOf() {}

  /** Lets the buttons show a choice, and make it. */
  public static <T> void bind(ObjectProperty<T> choice, Map<T, ToggleButton> buttons) {
    buttons.forEach(
        (value, button) ->
            button.setOnAction(
                _ -> {
                  button.setSelected(true);
                  choice.set(value);
                }));
    choice.subscribe(
        now -> buttons.forEach((value, button) -> button.setSelected(value.equals(now))));
  }
}
