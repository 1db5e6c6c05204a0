package org.culvert.core.api.json;

import java.util.Optional;
import org.culvert.core.api.Event;

/** Events and their JSON, by a closed list of type names. */
final class EventJson {
  private EventJson() {}

  static JsonObject write(Event event) {
    return switch (event) {
      case Event.StatusChanged changed ->
          Wire.typed("status-changed").put("status", Wire.write(changed.status()));
      case Event.Traffic traffic -> {
        JsonObject object =
            Wire.typed("traffic").put("session", traffic.session()).put("time", traffic.time());
        Wire.writeCounters(object, traffic);
        yield object;
      }
      case Event.Logged logged -> Wire.typed("logged").put("line", Wire.write(logged.line()));
    };
  }

  /** Empty for a type that only a newer helper knows. */
  static Optional<Event> read(JsonObject object) throws MalformedMessageException {
    return switch (object.text(Wire.TYPE)) {
      case "status-changed" ->
          Optional.of(new Event.StatusChanged(Wire.status(object.object("status"))));
      case "traffic" ->
          Optional.of(
              new Event.Traffic(
                  object.text("session"),
                  object.number("time"),
                  object.number("bytesIn"),
                  object.number("bytesOut"),
                  object.number("packetsIn"),
                  object.number("packetsOut"),
                  LiveJson.read(object)));
      case "logged" -> Optional.of(new Event.Logged(Wire.logLine(object.object("line"))));
      default -> Optional.empty();
    };
  }
}
