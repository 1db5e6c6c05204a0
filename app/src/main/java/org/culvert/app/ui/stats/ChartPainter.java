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

/** Draws grid, areas and curves onto a canvas; a frame allocates nothing here. */
final class ChartPainter {
  /** Free space above the highest point, in pixels. */
  static final double HEAD = 8;

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

  /**
   * Draws the samples that end at the right edge.
   *
   * @param top the rate at the upper line
   */
  void draw(ThroughputSeries samples, long right, long span, double top) {
    double width = canvas.getWidth();
    double height = canvas.getHeight();
    if (width < 2 || height < HEAD + 2) {
      return;
    }
    clear();
    GraphicsContext pen = canvas.getGraphicsContext2D();
    grid(pen, width, height);
    int points = curves.plot(samples, right, span, width, height, HEAD, top);
    if (points < 2) {
      return;
    }
    area(pen, curves.inYs, points, height, inFill);
    area(pen, curves.outYs, points, height, outFill);
    pen.setLineWidth(1.75);
    pen.setStroke(out);
    pen.strokePolyline(curves.xs, curves.outYs, points);
    pen.setStroke(in);
    pen.strokePolyline(curves.xs, curves.inYs, points);
  }

  private void grid(GraphicsContext pen, double width, double height) {
    pen.setStroke(grid);
    pen.setLineWidth(1);
    line(pen, width, HEAD);
    line(pen, width, HEAD + (height - HEAD) / 2);
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
