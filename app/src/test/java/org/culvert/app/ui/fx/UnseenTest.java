package org.culvert.app.ui.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.Test;

class UnseenTest {
  private final Region first = new Region();
  private final Region second = new Region();
  private final Region third = new Region();
  private final Region fourth = new Region();
  private final HBox parent = new HBox(first, second, third, fourth);

  @Test
  void whatIsHiddenComesToItsPlaceWhenItIsShown() {
    first.setVisible(false);
    third.setVisible(false);
    Unseen.leaveOut(parent);
    assertEquals(List.of(second, fourth), parent.getChildren());

    third.setVisible(true);
    assertEquals(List.of(second, third, fourth), parent.getChildren());
    first.setVisible(true);
    assertEquals(List.of(first, second, third, fourth), parent.getChildren());
  }

  @Test
  void whatWasShownStaysWhenItIsHiddenAgain() {
    second.setVisible(false);
    Unseen.leaveOut(parent);
    second.setVisible(true);
    second.setVisible(false);
    second.setVisible(true);
    assertEquals(List.of(first, second, third, fourth), parent.getChildren());
  }
}
