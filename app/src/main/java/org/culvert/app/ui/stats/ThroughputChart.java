package org.culvert.app.ui.stats;

import java.time.ZoneId;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.css.CssMetaData;
import javafx.css.SimpleStyleableObjectProperty;
import javafx.css.Styleable;
import javafx.css.StyleableObjectProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.geometry.NodeOrientation;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.text.TextAlignment;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.culvert.app.settings.ScaleKind;
import org.culvert.app.state.Mark;
import org.culvert.app.state.Span;
import org.culvert.app.state.ThroughputHistory;
import org.culvert.app.state.ThroughputSeries;
import org.culvert.app.ui.text.Texts;

/**
 * Throughput over a span of time. It has no clock of its own: it is drawn when {@link
 * #momentProperty} moves on far enough to be seen, and not at all while nobody can see it. The
 * pointer, or the arrow keys, read the values at a time.
 */
public final class ThroughputChart extends Region {
  private static final double GUTTER = 74;
  private static final double FOOT = 22;

  /** Redrawn when this part of a step has passed, and at most once a second. */
  private static final long PARTS_OF_A_STEP = 10;

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

  private final ObjectProperty<ThroughputHistory> history =
      new SimpleObjectProperty<>(this, "history", new ThroughputHistory());
  private final ObjectProperty<Span> span =
      new SimpleObjectProperty<>(this, "span", Span.TWO_MINUTES);
  private final ObjectProperty<ScaleKind> scaleKind =
      new SimpleObjectProperty<>(this, "scaleKind", ScaleKind.LINEAR);
  private final ObjectProperty<ZoneId> zone =
      new SimpleObjectProperty<>(this, "zone", ZoneId.systemDefault());
  private final BooleanProperty live = new SimpleBooleanProperty(this, "live", false);
  private final LongProperty moment = new SimpleLongProperty(this, "moment", 0);
  private final BooleanProperty watched = new SimpleBooleanProperty(this, "watched", true);
  private final ObservableValue<Boolean> onScreen;

  private final Canvas canvas = new Canvas();
  private final ChartPainter painter = new ChartPainter(canvas);
  private final RateAxis rates = new RateAxis();
  private final ChartMarks marks = new ChartMarks();
  private final ChartCursor cursor = new ChartCursor();
  private final Label oldest = mark(Pos.CENTER_LEFT);
  private final Label halfway = mark(Pos.CENTER);
  private final Label newest = mark(Pos.CENTER_RIGHT);
  private final Label empty = new Label(Texts.of("chart.empty"));

  private ChartScale scale = ChartScale.smallest(ScaleKind.LINEAR);
  private ChartFrame frame = new ChartFrame(Span.TWO_MINUTES, 0, scale, 0, 0);
  private OptionalDouble pointer = OptionalDouble.empty();
  private OptionalLong read = OptionalLong.empty();
  private boolean flatDrawn;
  private long frames;

  /** A chart of nothing. */
  public ThroughputChart() {
    getStyleClass().add("throughput-chart");
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setAccessibleHelp(Texts.of("chart.accessible.help"));
    setFocusTraversable(true);
    // Time goes to the right for those, too, who read to the left.
    setNodeOrientation(NodeOrientation.LEFT_TO_RIGHT);
    canvas.setManaged(false);
    empty.getStyleClass().add("chart-empty");
    empty.setManaged(false);
    empty.setWrapText(true);
    empty.setTextAlignment(TextAlignment.CENTER);
    // Nobody else asks for it: what is unmanaged is laid out by us alone.
    empty.textProperty().subscribe(_ -> requestLayout());
    getChildren().addAll(canvas, rates, oldest, halfway, newest, marks, empty, cursor);

    onScreen =
        sceneProperty()
            .flatMap(scene -> scene.windowProperty())
            .flatMap(ThroughputChart::onScreen)
            .orElse(false);
    onScreen.subscribe(this::redraw);
    watched.subscribe(this::redraw);
    live.subscribe(this::redraw);
    history.subscribe(this::begin);
    span.subscribe(this::begin);
    scaleKind.subscribe(this::begin);
    moment.subscribe(this::moved);
    inPaint.subscribe(this::recolour);
    outPaint.subscribe(this::recolour);
    gridPaint.subscribe(this::recolour);
    setOnMouseMoved(this::point);
    setOnMouseDragged(this::point);
    setOnMouseExited(_ -> leave());
    setOnMousePressed(_ -> requestFocus());
    setOnKeyPressed(this::key);
    focusedProperty().subscribe(this::focused);
  }

  /** What is drawn. */
  public ObjectProperty<ThroughputHistory> historyProperty() {
    return history;
  }

  /** How far back it goes. */
  public ObjectProperty<Span> spanProperty() {
    return span;
  }

  /** How rates become heights. */
  public ObjectProperty<ScaleKind> scaleKindProperty() {
    return scaleKind;
  }

  /** Whose clock the readings are told by. */
  public ObjectProperty<ZoneId> zoneProperty() {
    return zone;
  }

  /** What stands in the place of curves where there are none. */
  public StringProperty emptyTextProperty() {
    return empty.textProperty();
  }

  /** Whether rates are coming; when not, the chart stands still and shows how it ended. */
  public BooleanProperty liveProperty() {
    return live;
  }

  /** The time at the right edge while it is live, in milliseconds since the epoch. */
  public LongProperty momentProperty() {
    return moment;
  }

  /** Whether anything hides it that JavaFX does not know of, such as another tab. */
  public BooleanProperty watchedProperty() {
    return watched;
  }

  /** How many frames were drawn. */
  long frames() {
    return frames;
  }

  /** How many signs of marks are shown. */
  int signs() {
    return marks.shown();
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
    rates.resizeRelocate(width + 8, 0, GUTTER - 8, getHeight());
    double third = width / 3;
    oldest.resizeRelocate(0, height + 4, third, FOOT - 4);
    halfway.resizeRelocate(third, height + 4, third, FOOT - 4);
    newest.resizeRelocate(2 * third, height + 4, third, FOOT - 4);
    double w = Math.min(width, empty.prefWidth(-1));
    double h = empty.prefHeight(w);
    double room = height - ChartFrame.HEAD;
    empty.resizeRelocate((getWidth() - w) / 2, ChartFrame.HEAD + (room - h) / 2, w, h);
  }

  private static ObservableValue<Boolean> onScreen(Window window) {
    return window instanceof Stage stage
        ? stage
            .showingProperty()
            .flatMap(showing -> stage.iconifiedProperty().map(iconified -> showing && !iconified))
        : window.showingProperty();
  }

  private void recolour() {
    painter.colours(inPaint.get(), outPaint.get(), gridPaint.get());
    redraw();
  }

  /** Another picture, not the same a little later. */
  private void begin() {
    scale = ChartScale.smallest(scaleKind.get());
    hideCursor();
    redraw();
  }

  private void moved() {
    long every = Math.max(1_000, span.get().step() / PARTS_OF_A_STEP);
    if (live.get() && Math.abs(moment.get() - frame.right()) >= every) {
      draw();
    }
  }

  private void redraw() {
    flatDrawn = false;
    draw();
  }

  private void draw() {
    if (!watched.get() || !onScreen.getValue()) {
      return;
    }
    boolean kept = !history.get().isEmpty();
    empty.setVisible(!live.get() && !kept);
    tellTimes(kept);
    if (!live.get() && !kept) {
      clear();
      return;
    }
    frame(live.get() ? moment.get() : history.get().end());
  }

  private void clear() {
    hideCursor();
    frame = new ChartFrame(span.get(), 0, scale, 0, 0);
    painter.clear();
    rates.clear();
    marks.show(List.of(), frame);
  }

  private void frame(long right) {
    double width = canvas.getWidth();
    double height = canvas.getHeight();
    if (width < 2 || height < ChartFrame.HEAD + 2) {
      return;
    }
    ThroughputSeries series = series();
    ChartFrame next = new ChartFrame(span.get(), right, scale, width, height);
    double peak = series.peak(next.firstSlot(series), next.lastSlot(series));
    scale = scale.follow(peak);
    next = new ChartFrame(span.get(), right, scale, width, height);
    List<Mark> happened = history.get().marks(next.left(), right);
    boolean flat =
        peak == 0
            && happened.isEmpty()
            && series.known(next.firstSlot(series))
            && series.known(next.lastSlot(series));
    frame = next;
    if (!flat || !flatDrawn) {
      painter.draw(series, frame);
      marks.show(happened, frame);
      rates.show(frame);
      frames++;
    }
    flatDrawn = flat;
    readAgain();
  }

  private ThroughputSeries series() {
    return history.get().series(span.get());
  }

  private void tellTimes(boolean kept) {
    String name = ChartReading.name(span.get());
    oldest.setText(Texts.of("chart.oldest." + name));
    halfway.setText(Texts.of("chart.halfway." + name));
    newest.setText(Texts.of(live.get() ? "chart.newest" : "chart.end"));
    oldest.setVisible(live.get());
    halfway.setVisible(live.get());
    newest.setVisible(live.get() || kept);
    if (read.isEmpty()) {
      setAccessibleText(Texts.of("chart.accessible." + name));
    }
  }

  private void point(MouseEvent event) {
    pointer = OptionalDouble.of(event.getX());
    readAgain();
  }

  private void leave() {
    pointer = OptionalDouble.empty();
    hideCursor();
  }

  /** The keyboard is elsewhere; what the pointer reads stays. */
  private void focused(boolean now) {
    if (!now && pointer.isEmpty()) {
      hideCursor();
    }
  }

  private void hideCursor() {
    read = OptionalLong.empty();
    cursor.hide();
    setAccessibleText(Texts.of("chart.accessible." + ChartReading.name(span.get())));
  }

  private void key(KeyEvent event) {
    switch (event.getCode()) {
      case LEFT -> readNext(read.isPresent() ? read.getAsLong() - 1 : last(), -1);
      case RIGHT -> readNext(read.isPresent() ? read.getAsLong() + 1 : first(), 1);
      case HOME -> readNext(first(), 1);
      case END -> readNext(last(), -1);
      case ESCAPE -> {
        if (read.isEmpty()) {
          return; // it is for somebody else
        }
        leave();
      }
      default -> {
        return;
      }
    }
    event.consume();
  }

  private long first() {
    return frame.firstSlot(series());
  }

  private long last() {
    return frame.lastSlot(series());
  }

  /** Reads the nearest known slot in a direction; where there is none, all stays as it is. */
  private void readNext(long from, int direction) {
    pointer = OptionalDouble.empty();
    for (long slot = from; slot >= first() && slot <= last(); slot += direction) {
      if (series().known(slot)) {
        read(slot);
        return;
      }
    }
  }

  /** What is under the pointer, or what was read before as long as it is in view. */
  private void readAgain() {
    if (pointer.isPresent()) {
      double x = Math.clamp(pointer.getAsDouble(), 0, Math.max(0, frame.width() - 0.5));
      readOrHide(frame.width() > 0 ? series().slotAt(frame.time(x)) : -1);
    } else if (read.isPresent()) {
      readOrHide(read.getAsLong());
    }
  }

  private void readOrHide(long slot) {
    if (slot >= first() && slot <= last() && series().known(slot)) {
      read(slot);
    } else {
      hideCursor();
    }
  }

  private void read(long slot) {
    read = OptionalLong.of(slot);
    ChartReading reading = ChartReading.of(history.get(), span.get(), slot, zone.get());
    cursor.show(
        reading,
        frame,
        Math.clamp(frame.middle(series(), slot), 0, frame.width()),
        frame.y(series().inAt(slot)),
        frame.y(series().outAt(slot)));
    setAccessibleText(reading.spoken());
  }

  private static Label mark(Pos alignment) {
    Label label = new Label();
    label.getStyleClass().add("chart-x");
    label.setAlignment(alignment);
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
