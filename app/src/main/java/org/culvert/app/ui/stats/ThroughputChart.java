package org.culvert.app.ui.stats;

import java.util.List;
import java.util.function.LongSupplier;
import javafx.animation.AnimationTimer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.css.CssMetaData;
import javafx.css.SimpleStyleableObjectProperty;
import javafx.css.Styleable;
import javafx.css.StyleableObjectProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.text.TextAlignment;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.culvert.app.state.ThroughputSeries;
import org.culvert.app.ui.text.Quantity;
import org.culvert.app.ui.text.Texts;

/**
 * Two minutes of throughput, scrolling with the screen's refresh while {@link #liveProperty} holds
 * and there is somebody to see it. A frame allocates nothing here: points go through arrays that
 * live as long as the chart, and labels change only with the scale.
 */
public final class ThroughputChart extends Region {
  /** The time from the left to the right edge, in milliseconds. */
  static final long SPAN = 120_000;

  /**
   * The right edge is this far in the past, in milliseconds: there is always a sample beyond it.
   */
  static final long DELAY = 600;

  private static final double GUTTER = 74;
  private static final double FOOT = 22;

  private static final StyleablePropertyFactory<ThroughputChart> FACTORY =
      new StyleablePropertyFactory<>(Region.getClassCssMetaData());
  private static final CssMetaData<ThroughputChart, Paint> IN =
      FACTORY.createPaintCssMetaData("-culvert-in", chart -> chart.inPaint, Color.BLUE, false);
  private static final CssMetaData<ThroughputChart, Paint> OUT =
      FACTORY.createPaintCssMetaData("-culvert-out", chart -> chart.outPaint, Color.ORANGE, false);
  private static final CssMetaData<ThroughputChart, Paint> GRID =
      FACTORY.createPaintCssMetaData("-culvert-grid", chart -> chart.gridPaint, Color.GRAY, false);

  private final StyleableObjectProperty<Paint> inPaint = paint(IN, "inPaint", Color.BLUE);
  private final StyleableObjectProperty<Paint> outPaint = paint(OUT, "outPaint", Color.ORANGE);
  private final StyleableObjectProperty<Paint> gridPaint = paint(GRID, "gridPaint", Color.GRAY);

  private final ObjectProperty<ThroughputSeries> series =
      new SimpleObjectProperty<>(this, "series", new ThroughputSeries());
  private final BooleanProperty live = new SimpleBooleanProperty(this, "live", false);

  private final BooleanProperty watched = new SimpleBooleanProperty(this, "watched", true);

  private final ChartScale scale = new ChartScale();

  private final Canvas canvas = new Canvas();
  private final ChartPainter painter = new ChartPainter(canvas);
  private final Label top = mark("chart-y");
  private final Label middle = mark("chart-y");
  private final Label zero = mark("chart-y");
  private final Label oldest = mark("chart-x");
  private final Label halfway = mark("chart-x");
  private final Label newest = mark("chart-x");
  private final Label empty = new Label(Texts.of("chart.empty"));

  private final LongSupplier clock;
  private boolean flatDrawn;
  private long frames;

  private final AnimationTimer timer =
      new AnimationTimer() {
        @Override
        public void handle(long now) {
          frame(clock.getAsLong());
        }
      };
  private boolean running;
  private final ObservableValue<Boolean> shown;

  /** A chart on the system's clock. */
  public ThroughputChart() {
    this(System::currentTimeMillis);
  }

  /**
   * A chart on a clock of the caller's.
   *
   * @param clock milliseconds since the epoch
   */
  ThroughputChart(LongSupplier clock) {
    this.clock = clock;
    getStyleClass().add("throughput-chart");
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setAccessibleText(Texts.of("chart.accessible"));
    canvas.setManaged(false);
    empty.getStyleClass().add("chart-empty");
    empty.setManaged(false);
    empty.setWrapText(true);
    empty.setTextAlignment(TextAlignment.CENTER);
    // Nobody else asks for it: what is unmanaged is laid out by us alone.
    empty.textProperty().subscribe(_ -> requestLayout());
    oldest.setText(Texts.of("chart.oldest"));
    halfway.setText(Texts.of("chart.halfway"));
    newest.setText(Texts.of("chart.newest"));
    oldest.setAlignment(Pos.CENTER_LEFT);
    halfway.setAlignment(Pos.CENTER);
    newest.setAlignment(Pos.CENTER_RIGHT);
    getChildren().addAll(canvas, top, middle, zero, oldest, halfway, newest, empty);
    showScale();

    shown =
        sceneProperty()
            .flatMap(scene -> scene.windowProperty())
            .flatMap(ThroughputChart::onScreen)
            .orElse(false);
    shown.subscribe(this::updateTimer);
    watched.subscribe(this::updateTimer);
    live.subscribe(this::updateTimer);
    series.subscribe(this::drawNow);
    inPaint.subscribe(this::recolour);
    outPaint.subscribe(this::recolour);
    gridPaint.subscribe(this::recolour);
    updateTimer();
  }

  /** What is drawn. */
  public ObjectProperty<ThroughputSeries> seriesProperty() {
    return series;
  }

  /** What stands in the place of curves where there are none. */
  public StringProperty emptyTextProperty() {
    return empty.textProperty();
  }

  /** Whether samples are coming; when not, the chart stands still and shows how it ended. */
  public BooleanProperty liveProperty() {
    return live;
  }

  /** Whether anything hides it that JavaFX does not know of, such as another tab. */
  public BooleanProperty watchedProperty() {
    return watched;
  }

  /** Whether it asks for a frame at each refresh of the screen. */
  boolean animating() {
    return running;
  }

  /** How many frames were drawn. */
  long frames() {
    return frames;
  }

  /**
   * Draws the moment {@code now}, in milliseconds since the epoch, where it differs from before.
   */
  void frame(long now) {
    ThroughputSeries samples = series.get();
    long right = now - DELAY;
    double peak = samples.peakSince(right - SPAN - 500);
    if (scale.follow(now, peak)) {
      showScale();
    }
    boolean flat = peak == 0 && scale.settled();
    if (flat && flatDrawn && samples.size() > 0 && samples.timeAt(0) < right - SPAN) {
      return;
    }
    flatDrawn = flat;
    painter.draw(samples, right, SPAN, scale.shown());
    frames++;
  }

  @Override
  protected double computePrefWidth(double height) {
    return 480;
  }

  @Override
  protected double computePrefHeight(double width) {
    return 170;
  }

  @Override
  protected double computeMinWidth(double height) {
    return 200;
  }

  @Override
  protected double computeMinHeight(double width) {
    return 110;
  }

  @Override
  protected void layoutChildren() {
    double width = Math.max(0, getWidth() - GUTTER);
    double height = Math.max(0, getHeight() - FOOT);
    if (canvas.getWidth() != width || canvas.getHeight() != height) {
      canvas.setWidth(width);
      canvas.setHeight(height);
      recolour();
    }
    double plot = height - ChartPainter.HEAD;
    placeY(top, width, ChartPainter.HEAD);
    placeY(middle, width, ChartPainter.HEAD + plot / 2);
    placeY(zero, width, height);
    double third = width / 3;
    oldest.resizeRelocate(0, height + 4, third, FOOT - 4);
    halfway.resizeRelocate(third, height + 4, third, FOOT - 4);
    newest.resizeRelocate(2 * third, height + 4, third, FOOT - 4);
    double w = Math.min(width, empty.prefWidth(-1));
    double h = empty.prefHeight(w);
    empty.resizeRelocate((getWidth() - w) / 2, ChartPainter.HEAD + (plot - h) / 2, w, h);
  }

  private static void placeY(Label label, double left, double y) {
    double height = label.prefHeight(-1);
    label.resizeRelocate(left + 8, y - height / 2, GUTTER - 8, height);
  }

  private static ObservableValue<Boolean> onScreen(Window window) {
    return window instanceof Stage stage
        ? stage
            .showingProperty()
            .flatMap(showing -> stage.iconifiedProperty().map(iconified -> showing && !iconified))
        : window.showingProperty();
  }

  private void updateTimer() {
    boolean wanted = live.get() && watched.get() && shown.getValue();
    if (wanted && !running) {
      timer.start();
    } else if (!wanted && running) {
      timer.stop();
    }
    running = wanted;
    drawNow();
  }

  private void recolour() {
    painter.colours(inPaint.get(), outPaint.get(), gridPaint.get());
    drawNow();
  }

  private void drawNow() {
    flatDrawn = false;
    boolean kept = series.get().size() > 1;
    empty.setVisible(!live.get() && !kept);
    oldest.setVisible(live.get());
    halfway.setVisible(live.get());
    newest.setVisible(live.get() || kept);
    newest.setText(Texts.of(live.get() ? "chart.newest" : "chart.end"));
    if (live.get()) {
      frame(clock.getAsLong());
    } else if (kept) {
      still(series.get());
    } else {
      scale.reset();
      showScale();
      painter.clear();
    }
  }

  /** What there was until it ended. */
  private void still(ThroughputSeries samples) {
    long end = samples.timeAt(samples.size() - 1);
    scale.reset();
    scale.follow(end, samples.peakSince(end - SPAN));
    showScale();
    painter.draw(samples, end, SPAN, scale.target());
  }

  private void showScale() {
    boolean known = live.get() || series.get().size() > 1;
    top.setText(known ? Quantity.mark(scale.target()) : "");
    middle.setText(known ? Quantity.mark(scale.target() / 2) : "");
    zero.setText(known ? "0" : "");
  }

  private Label mark(String styleClass) {
    Label label = new Label();
    label.getStyleClass().add(styleClass);
    label.setManaged(false);
    return label;
  }

  private StyleableObjectProperty<Paint> paint(
      CssMetaData<ThroughputChart, Paint> data, String name, Paint initial) {
    return new SimpleStyleableObjectProperty<>(data, this, name, initial);
  }

  /** For the style sheets. */
  public static List<CssMetaData<? extends Styleable, ?>> getClassCssMetaData() {
    return FACTORY.getCssMetaData();
  }

  @Override
  public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
    return getClassCssMetaData();
  }
}
