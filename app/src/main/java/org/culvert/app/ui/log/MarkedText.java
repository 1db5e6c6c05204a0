package org.culvert.app.ui.log;

import java.util.List;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.layout.Region;
import javafx.scene.shape.Path;
import javafx.scene.text.Text;
import org.culvert.app.state.LogSearch;

/** Words that take as many lines as they need, with marks behind some of their letters. */
final class MarkedText extends Region {
  private final Path marks = new Path();
  private final Text words = new Text();
  private List<LogSearch.Place> places = List.of();

  MarkedText() {
    getStyleClass().add("marked-text");
    words.getStyleClass().add("marked-words");
    words.setTextOrigin(VPos.TOP);
    marks.getStyleClass().add("marked-places");
    marks.setStroke(null);
    marks.setManaged(false);
    getChildren().setAll(marks, words);
  }

  void show(String text, List<LogSearch.Place> newPlaces) {
    words.setText(text);
    places = newPlaces;
    requestLayout();
  }

  /** What is marked. */
  List<String> marked() {
    return places.stream()
        .map(place -> words.getText().substring(place.start(), place.end()))
        .toList();
  }

  @Override
  protected double computeMinWidth(double height) {
    return 0;
  }

  @Override
  protected double computePrefHeight(double width) {
    double before = words.getWrappingWidth();
    words.setWrappingWidth(Math.max(0, width));
    double height = words.getLayoutBounds().getHeight();
    words.setWrappingWidth(before);
    return snapSizeY(height);
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  public javafx.geometry.Orientation getContentBias() {
    return javafx.geometry.Orientation.HORIZONTAL;
  }

  @Override
  protected void layoutChildren() {
    words.setWrappingWidth(getWidth());
    layoutInArea(words, 0, 0, getWidth(), getHeight(), 0, HPos.LEFT, VPos.TOP);
    marks.getElements().clear();
    for (LogSearch.Place place : places) {
      marks.getElements().addAll(words.rangeShape(place.start(), place.end()));
    }
    marks.relocate(0, 0);
    marks.setLayoutX(words.getLayoutX());
    marks.setLayoutY(words.getLayoutY());
  }
}
