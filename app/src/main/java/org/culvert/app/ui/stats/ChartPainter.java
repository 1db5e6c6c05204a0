package org.culvert.app.ui.stats;

import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.paint.CycleMethod;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Paint;
import javafx.scene.paint.Stop;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import org.culvert.app.state.ThroughputSeries;

/** Draws grid, areas and curves onto a canvas. */
final class ChartPainter {
  private final Canvas canvas;
  private final ChartCurves curves = new ChartCurves();
  private Paint in = Color.TRANSPARENT;
  private Paint out = Color.TRANSPARENT;
  private Paint grid = Color.TRANSPARENT;
  private Paint inFill = Color.TRANSPARENT;
  private Paint outFill = Color.TRANSPARENT;

  ChartPainter(Canvas canvas) {
    this.canvas = canvas;
    canvas.getGraphicsContext2D().setLineCap(StrokeLineCap.ROUND);
    canvas.getGraphicsContext2D().setLineJoin(StrokeLineJoin.ROUND);
  }

  /** To be called again when the canvas has another height: the areas fade along it. */
  void colours(Paint newIn, Paint newOut, Paint newGrid) {
    in = newIn;
    out = newOut;
    grid = newGrid;
    inFill = fade(in, canvas.getHeight(), 0.26);
    outFill = fade(out, canvas.getHeight(), 0.16);
  }

  void clear() {
    canvas.getGraphicsContext2D().clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
  }

  /** Draws what a frame shows of a series. */
  void draw(ThroughputSeries series, ChartFrame frame) {
    clear();
    GraphicsContext pen = canvas.getGraphicsContext2D();
    grid(pen, frame);
    long last = frame.lastSlot(series);
    for (long slot = frame.firstSlot(series); slot <= last; ) {
      slot = curves.plot(series, frame, slot);
      if (curves.points() > 0) {
        run(pen, frame);
      }
    }
  }

  private void run(GraphicsContext pen, ChartFrame frame) {
    area(pen, curves.inYs, frame.height(), inFill);
    area(pen, curves.outYs, frame.height(), outFill);
    pen.setLineWidth(1.75);
    pen.setStroke(out);
    pen.strokePolyline(curves.xs, curves.outYs, curves.points());
    pen.setStroke(in);
    pen.strokePolyline(curves.xs, curves.inYs, curves.points());
  }

  private void grid(GraphicsContext pen, ChartFrame frame) {
    pen.setStroke(grid);
    pen.setLineWidth(1);
    for (double mark : frame.scale().marks(frame.height() - ChartFrame.HEAD)) {
      line(pen, frame.width(), frame.y(mark));
    }
    line(pen, frame.width(), frame.height() - 1);
  }

  /** On the middle of a pixel, so that one pixel is one line. */
  private static void line(GraphicsContext pen, double width, double y) {
    double crisp = Math.floor(y) + 0.5;
    pen.strokeLine(0, crisp, width, crisp);
  }

  private void area(GraphicsContext pen, double[] ys, double height, Paint fill) {
    curves.close(ys, height);
    pen.setFill(fill);
    pen.fillPolygon(curves.xs, ys, curves.points() + 2);
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
}
