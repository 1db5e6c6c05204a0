package org.culvert.app.ui.stats;

import java.util.List;
import java.util.function.LongSupplier;
import javafx.animation.AnimationTimer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.css.CssMetaData;
import javafx.css.SimpleStyleableObjectProperty;
import javafx.css.Styleable;
import javafx.css.StyleableObjectProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.CycleMethod;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Paint;
import javafx.scene.paint.Stop;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.culvert.app.state.ThroughputSeries;
import org.culvert.app.ui.text.Quantity;
import org.culvert.app.ui.text.Texts;
import org.jspecify.annotations.Nullable;

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
  private static final double HEAD = 8;

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
  private Paint inFill = Color.TRANSPARENT;
  private Paint outFill = Color.TRANSPARENT;

  private final ObjectProperty<ThroughputSeries> series =
      new SimpleObjectProperty<>(this, "series", new ThroughputSeries());
  private final BooleanProperty live = new SimpleBooleanProperty(this, "live", false);

  private final BooleanProperty watched = new SimpleBooleanProperty(this, "watched", true);

  private final ChartCurves curves = new ChartCurves();
  private final ChartScale scale = new ChartScale();

  private final Canvas canvas = new Canvas();
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
    oldest.setText(Texts.of("chart.oldest"));
    halfway.setText(Texts.of("chart.halfway"));
    newest.setText(Texts.of("chart.newest"));
    oldest.setAlignment(Pos.CENTER_LEFT);
    halfway.setAlignment(Pos.CENTER);
    newest.setAlignment(Pos.CENTER_RIGHT);
    getChildren().addAll(canvas, top, middle, zero, oldest, halfway, newest, empty);
    empty.visibleProperty().bind(live.not());
    oldest.visibleProperty().bind(live);
    halfway.visibleProperty().bind(live);
    newest.visibleProperty().bind(live);
    canvas.getGraphicsContext2D().setLineCap(StrokeLineCap.ROUND);
    canvas.getGraphicsContext2D().setLineJoin(StrokeLineJoin.ROUND);
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
    gridPaint.subscribe(this::drawNow);
    updateTimer();
  }

  /** What is drawn. */
  public ObjectProperty<ThroughputSeries> seriesProperty() {
    return series;
  }

  /** Whether samples are coming; when not, the chart is empty and stands still. */
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
    draw(samples, right);
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
    double plot = height - HEAD;
    placeY(top, width, HEAD);
    placeY(middle, width, HEAD + plot / 2);
    placeY(zero, width, height);
    double third = width / 3;
    oldest.resizeRelocate(0, height + 4, third, FOOT - 4);
    halfway.resizeRelocate(third, height + 4, third, FOOT - 4);
    newest.resizeRelocate(2 * third, height + 4, third, FOOT - 4);
    double w = Math.min(width, empty.prefWidth(-1));
    double h = empty.prefHeight(w);
    empty.resizeRelocate((getWidth() - w) / 2, HEAD + (plot - h) / 2, w, h);
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
    double height = canvas.getHeight();
    inFill = fade(inPaint.get(), height, 0.26);
    outFill = fade(outPaint.get(), height, 0.16);
    drawNow();
  }

  /** Vertical, from the colour at the top to almost nothing at the foot. */
  private static Paint fade(Paint paint, double height, double strength) {
    Color colour = paint instanceof Color c ? c : Color.GRAY;
    return new LinearGradient(
        0,
        0,
        0,
        Math.max(1, height),
        false,
        CycleMethod.NO_CYCLE,
        new Stop(0, colour.deriveColor(0, 1, 1, strength)),
        new Stop(1, colour.deriveColor(0, 1, 1, 0.03)));
  }

  private void drawNow() {
    flatDrawn = false;
    if (live.get()) {
      frame(clock.getAsLong());
    } else {
      scale.reset();
      showScale();
      draw(null, 0);
    }
  }

  private void showScale() {
    boolean known = live.get();
    top.setText(known ? Quantity.mark(scale.target()) : "");
    middle.setText(known ? Quantity.mark(scale.target() / 2) : "");
    zero.setText(known ? "0" : "");
  }

  private void draw(@Nullable ThroughputSeries samples, long right) {
    GraphicsContext pen = canvas.getGraphicsContext2D();
    double width = canvas.getWidth();
    double height = canvas.getHeight();
    if (width < 2 || height < HEAD + 2) {
      return;
    }
    pen.clearRect(0, 0, width, height);
    if (samples == null) {
      return;
    }
    grid(pen, width, height);
    int points = curves.plot(samples, right, SPAN, width, height, HEAD, scale.shown());
    if (points < 2) {
      return;
    }
    area(pen, curves.inYs, points, height, inFill);
    area(pen, curves.outYs, points, height, outFill);
    pen.setLineWidth(1.75);
    pen.setStroke(outPaint.get());
    pen.strokePolyline(curves.xs, curves.outYs, points);
    pen.setStroke(inPaint.get());
    pen.strokePolyline(curves.xs, curves.inYs, points);
  }

  private void grid(GraphicsContext pen, double width, double height) {
    pen.setStroke(gridPaint.get());
    pen.setLineWidth(1);
    double middleY = HEAD + (height - HEAD) / 2;
    line(pen, width, HEAD);
    line(pen, width, middleY);
    line(pen, width, height - 1);
  }

  /** On the middle of a pixel, so that one pixel is one line. */
  private static void line(GraphicsContext pen, double width, double y) {
    double crisp = Math.floor(y) + 0.5;
    pen.strokeLine(0, crisp, width, crisp);
  }

  private void area(GraphicsContext pen, double[] ys, int points, double height, Paint fill) {
    curves.close(ys, points, height);
    pen.setFill(fill);
    pen.fillPolygon(curves.xs, ys, points + 2);
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
