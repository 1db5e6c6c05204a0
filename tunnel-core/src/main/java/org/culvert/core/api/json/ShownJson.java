package org.culvert.core.api.json;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.culvert.core.api.Event;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.Problem;
import org.culvert.core.api.Response.Finding;
import org.culvert.core.api.SessionStatus;

/**
 * The JSON that {@code culvert … --json} prints, which scripts depend on. Differs from the socket
 * in what a reader without our code needs: times are ISO 8601 in UTC, and a problem comes with its
 * words.
 */
public final class ShownJson {
  private ShownJson() {}

  /** {@code culvert status NAME --json}. */
  public static JsonObject status(SessionStatus status) {
    JsonObject object =
        new JsonObject()
            .put("name", status.name())
            .put("state", status.state().wireName())
            .put("since", time(status.since()));
    Wire.writeDetails(object, status);
    status.lastError().ifPresent(problem -> object.put("lastError", problem(problem)));
    status.question().ifPresent(open -> object.put("question", QuestionJson.write(open)));
    return object;
  }

  /** {@code code}, {@code message} and {@code hint}. */
  public static JsonObject problem(Problem problem) {
    return new JsonObject()
        .put("code", problem.code().wireName())
        .put("message", problem.message())
        .put("hint", problem.hint());
  }

  /** The counters of one moment. */
  public static JsonObject traffic(Event.Traffic traffic) {
    JsonObject object =
        new JsonObject().put("name", traffic.session()).put("time", time(traffic.time()));
    Wire.writeCounters(object, traffic);
    return object;
  }

  /** One line of the log. */
  public static JsonObject logLine(LogLine line) {
    return new JsonObject()
        .put("name", line.session())
        .put("time", time(line.time()))
        .put("level", line.level().wireName())
        .put("text", line.text());
  }

  /** One line of {@code culvert doctor --json}. */
  public static JsonObject finding(Finding finding) {
    return ResponseJson.write(finding);
  }

  /** A list on one line. */
  public static String list(List<JsonObject> objects) {
    return objects.stream().map(JsonObject::toString).collect(Collectors.joining(",", "[", "]"));
  }

  private static String time(long milliseconds) {
    return Instant.ofEpochMilli(milliseconds).toString();
  }
}
