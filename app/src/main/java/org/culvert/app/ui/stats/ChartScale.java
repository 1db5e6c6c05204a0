package org.culvert.app.ui.stats;

import java.util.List;
import java.util.stream.IntStream;
import org.culvert.app.settings.ScaleKind;

/**
 * From rates to heights, up to a round number.
 *
 * @param top the rate at the upper line, in bits per second
 */
record ChartScale(ScaleKind kind, double top) {
  /** Below this an idle link would look busy: 10 kbit/s. */
  static final double SMALLEST = 10_000;

  /** The foot of a logarithmic scale, which cannot reach zero: 1 kbit/s. */
  static final double FOOT = 1_000;

  /** Two marks nearer than this, in pixels, would touch. */
  private static final double NEAREST = 24;

  /** The scale before there is traffic. */
  static ChartScale smallest(ScaleKind kind) {
    return new ChartScale(kind, topFor(kind, 0));
  }

  /**
   * The scale to use after this one: grows at once, and shrinks only when the peak leaves some room
   * below the next smaller top, so that it does not flicker.
   */
  ChartScale follow(double peak) {
    double wanted = topFor(kind, peak);
    return wanted > top || topFor(kind, peak * 1.1) < top ? new ChartScale(kind, wanted) : this;
  }

  /** A round number that leaves a little room above the peak. */
  static double topFor(ScaleKind kind, double peak) {
    double wanted = Math.max(SMALLEST, peak * 1.05);
    return switch (kind) {
      case LINEAR -> roundTop(wanted);
      case LOGARITHMIC -> Math.pow(10, Math.ceil(Math.log10(wanted)));
    };
  }

  /** The smallest of 1, 2, 4 or 8 times a power of ten. */
  private static double roundTop(double wanted) {
    double power = Math.pow(10, Math.floor(Math.log10(wanted)));
    if (wanted <= power) {
      return power;
    }
    if (wanted <= 2 * power) {
      return 2 * power;
    }
    if (wanted <= 4 * power) {
      return 4 * power;
    }
    return wanted <= 8 * power ? 8 * power : 10 * power;
  }

  /** The height of a rate: 0 at the foot, 1 at the top. */
  double position(double rate) {
    return switch (kind) {
      case LINEAR -> rate / top;
      case LOGARITHMIC -> rate <= FOOT ? 0 : Math.log10(rate / FOOT) / Math.log10(top / FOOT);
    };
  }

  /**
   * The rates to mark, from the top down.
   *
   * @param height of the scale, in pixels
   */
  List<Double> marks(double height) {
    return switch (kind) {
      case LINEAR -> List.of(top, top / 2, 0.0);
      case LOGARITHMIC -> decades(height);
    };
  }

  private List<Double> decades(double height) {
    int decades = (int) Math.round(Math.log10(top / FOOT));
    int step = Math.max(1, (int) Math.ceil(NEAREST * decades / Math.max(1, height)));
    return IntStream.rangeClosed(0, decades / step)
        .mapToObj(mark -> top / Math.pow(10, mark * step))
        .toList();
  }
}
