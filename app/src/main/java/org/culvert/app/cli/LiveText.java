package org.culvert.app.cli;

import java.util.Locale;
import org.culvert.core.api.Batches;
import org.culvert.core.api.Gateway;

/** What is measured while a tunnel stands, in words. */
final class LiveText {
  private LiveText() {}

  static String of(Gateway gateway) {
    return switch (gateway) {
      case Gateway.Unknown() -> "not known: the server has named no gateway to ask";
      case Gateway.Unasked(String address) ->
          "not known yet: the gateway " + address + " is asked only while somebody looks";
      case Gateway.Silent(String address) -> "the gateway " + address + " does not answer";
      case Gateway.Unaskable(String address, String reason) ->
          "the gateway " + address + " cannot be asked: " + reason;
      case Gateway.Answers answers ->
          answers
              .trip()
              .map(trip -> of(answers, trip))
              .orElse("the gateway " + answers.address() + " has not answered for a minute");
    };
  }

  private static String of(Gateway.Answers answers, Gateway.RoundTrip trip) {
    return millis(trip.last())
        + " to "
        + answers.address()
        + ", median "
        + millis(trip.median())
        + ", "
        + (answers.lost() == 0 ? "none" : answers.lossPercent() + " %")
        + " lost in the last minute";
  }

  private static String millis(long micros) {
    return String.format(Locale.ROOT, micros < 99_950 ? "%.2f ms" : "%.0f ms", micros / 1_000.0);
  }

  /** Empty before there was a packet. */
  static String of(Batches batches) {
    return batches.in().calls() + batches.out().calls() == 0
        ? ""
        : String.format(
            Locale.ROOT,
            "%.1f packets per system call in, %.1f out; largest superpacket %s in, %s out",
            batches.in().perCall(),
            batches.out().perCall(),
            Amounts.bytes(batches.in().largest()),
            Amounts.bytes(batches.out().largest()));
  }
}
