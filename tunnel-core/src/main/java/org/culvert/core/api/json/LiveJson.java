package org.culvert.core.api.json;

import java.util.Optional;
import org.culvert.core.api.Batches;
import org.culvert.core.api.Gateway;
import org.culvert.core.api.Live;

/**
 * What is measured while a tunnel stands, as fields beside the counters. An older helper has none
 * of them; an answer of the gateway that only a newer one knows is left out.
 */
final class LiveJson {
  private static final String GATEWAY = "gateway";
  private static final String BATCHES = "batches";
  private static final String ECHO = "echo";
  private static final String ADDRESS = "address";

  private LiveJson() {}

  static void write(JsonObject object, Live live) {
    live.gateway().ifPresent(gateway -> object.put(GATEWAY, write(gateway)));
    live.batches()
        .ifPresent(
            batches ->
                object.put(
                    BATCHES,
                    new JsonObject()
                        .put("in", write(batches.in()))
                        .put("out", write(batches.out()))));
  }

  private static JsonObject write(Gateway gateway) {
    return switch (gateway) {
      case Gateway.Unknown() -> echo("unknown");
      case Gateway.Unasked(String address) -> echo("unasked").put(ADDRESS, address);
      case Gateway.Silent(String address) -> echo("silent").put(ADDRESS, address);
      case Gateway.Unaskable(String address, String reason) ->
          echo("unaskable").put(ADDRESS, address).put("reason", reason);
      case Gateway.Answers answers -> {
        JsonObject object = echo("answers").put(ADDRESS, answers.address());
        answers
            .trip()
            .ifPresent(
                trip -> object.put("lastMicros", trip.last()).put("medianMicros", trip.median()));
        yield object
            .put("asked", answers.asked())
            .put("lost", answers.lost())
            .put("lossPercent", answers.lossPercent());
      }
    };
  }

  private static JsonObject echo(String name) {
    return new JsonObject().put(ECHO, name);
  }

  private static JsonObject write(Batches.Direction direction) {
    return new JsonObject()
        .put("calls", direction.calls())
        .put("packets", direction.packets())
        .put("largest", direction.largest());
  }

  static Live read(JsonObject object) throws MalformedMessageException {
    return new Live(
        Wire.read(object, GATEWAY, LiveJson::gateway).flatMap(known -> known),
        Wire.read(
            object,
            BATCHES,
            both -> new Batches(direction(both.object("in")), direction(both.object("out")))));
  }

  private static Optional<Gateway> gateway(JsonObject object) throws MalformedMessageException {
    return switch (object.text(ECHO)) {
      case "unknown" -> Optional.of(new Gateway.Unknown());
      case "unasked" -> Optional.of(new Gateway.Unasked(object.text(ADDRESS)));
      case "silent" -> Optional.of(new Gateway.Silent(object.text(ADDRESS)));
      case "unaskable" ->
          Optional.of(new Gateway.Unaskable(object.text(ADDRESS), object.text("reason")));
      case "answers" ->
          Optional.of(
              new Gateway.Answers(
                  object.text(ADDRESS),
                  object.has("lastMicros") ? Optional.of(trip(object)) : Optional.empty(),
                  object.integer("asked"),
                  object.integer("lost")));
      default -> Optional.empty();
    };
  }

  private static Gateway.RoundTrip trip(JsonObject object) throws MalformedMessageException {
    return new Gateway.RoundTrip(object.count("lastMicros"), object.count("medianMicros"));
  }

  private static Batches.Direction direction(JsonObject object) throws MalformedMessageException {
    return new Batches.Direction(
        object.count("calls"), object.count("packets"), object.count("largest"));
  }
}
