package org.culvert.app.ui.stats;

import org.culvert.app.ui.text.Quantity;
import org.culvert.app.ui.text.Texts;
import org.culvert.core.api.Gateway;

/** How the gateway answers, in words; its last answer is told beside them. */
final class GatewayText {
  private GatewayText() {}

  static String of(Gateway gateway) {
    return switch (gateway) {
      case Gateway.Unknown() -> Texts.of("stats.latency.unknown");
      case Gateway.Unasked(String address) -> Texts.of("stats.latency.unasked", address);
      case Gateway.Silent(String address) -> Texts.of("stats.latency.silent", address);
      case Gateway.Unaskable(String address, String reason) ->
          Texts.of("stats.latency.unaskable", address, reason);
      case Gateway.Answers answers ->
          answers
              .trip()
              .map(
                  trip ->
                      Texts.of(
                          "stats.latency.answers",
                          Quantity.latency(trip.median()),
                          answers.lossPercent()))
              .orElseGet(() -> Texts.of("stats.latency.stopped", answers.address()));
    };
  }
}
