package org.culvert.core.api.json;

import java.util.Optional;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.DataPathChoice;
import org.culvert.core.api.Request;

/** Requests and their JSON, by a closed list of type names. */
final class RequestJson {
  private RequestJson() {}

  static JsonObject write(Request request) {
    return switch (request) {
      case Request.Hello hello ->
          Wire.typed("hello").put("protocol", hello.protocol()).put("client", hello.client());
      case Request.Connect connect -> {
        JsonObject object =
            Wire.typed("connect")
                .put("name", connect.name())
                .put("profile", connect.profile())
                .put("dataPath", Wire.nameOf(connect.dataPath()));
        connect.credentials().ifPresent(given -> object.put("credentials", Wire.write(given)));
        yield object;
      }
      case Request.Disconnect disconnect -> Wire.typed("disconnect").put("name", disconnect.name());
      case Request.DisconnectAll _ -> Wire.typed("disconnect-all");
      case Request.Status status -> Wire.typed("status").put("name", status.name());
      case Request.Log log -> Wire.typed("log").put("name", log.name());
      case Request.Subscribe _ -> Wire.typed("subscribe");
      case Request.Answer answer ->
          Wire.typed("answer")
              .put("name", answer.name())
              .put("question", answer.question())
              .put("credentials", Wire.write(answer.credentials()));
      case Request.Doctor _ -> Wire.typed("doctor");
      case Request.StartDemo _ -> Wire.typed("start-demo");
    };
  }

  static Request read(JsonObject object) throws MalformedMessageException {
    String type = object.text(Wire.TYPE);
    return switch (type) {
      case "hello" -> new Request.Hello(object.integer("protocol"), object.text("client"));
      case "connect" -> connect(object);
      case "disconnect" -> new Request.Disconnect(object.text("name"));
      case "disconnect-all" -> new Request.DisconnectAll();
      case "status" -> new Request.Status(object.optionalText("name"));
      case "log" -> new Request.Log(object.optionalText("name"));
      case "subscribe" -> new Request.Subscribe();
      case "answer" ->
          new Request.Answer(
              object.text("name"),
              object.number("question"),
              Wire.credentials(object.object("credentials")));
      case "doctor" -> new Request.Doctor();
      case "start-demo" -> new Request.StartDemo();
      default -> throw new MalformedMessageException("unknown request " + Clean.quoted(type));
    };
  }

  private static Request connect(JsonObject object) throws MalformedMessageException {
    Optional<JsonObject> given = object.optionalObject("credentials");
    Optional<Credentials> credentials =
        given.isPresent() ? Optional.of(Wire.credentials(given.get())) : Optional.empty();
    return new Request.Connect(
        object.text("name"),
        object.text("profile"),
        Wire.constant(object, "dataPath", DataPathChoice.class),
        credentials);
  }
}
