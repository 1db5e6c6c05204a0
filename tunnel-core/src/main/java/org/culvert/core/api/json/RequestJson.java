package org.culvert.core.api.json;

import org.culvert.core.api.DataPathChoice;
import org.culvert.core.api.Request;

/** Requests and their JSON, by a closed list of type names. */
final class RequestJson {
  private RequestJson() {}

  static JsonObject write(Request request) {
    return switch (request) {
      case Request.Hello hello ->
          Wire.typed("hello").put("protocol", hello.protocol()).put("client", hello.client());
      case Request.Connect connect ->
          SecretJson.write(
              Wire.typed("connect")
                  .put("name", connect.name())
                  .put("profile", connect.profile())
                  .put("dataPath", Wire.nameOf(connect.dataPath())),
              connect.known());
      case Request.Disconnect disconnect -> Wire.typed("disconnect").put("name", disconnect.name());
      case Request.DisconnectAll _ -> Wire.typed("disconnect-all");
      case Request.Reconnect reconnect -> Wire.typed("reconnect").put("name", reconnect.name());
      case Request.Status status -> Wire.typed("status").put("name", status.name());
      case Request.Log log -> Wire.typed("log").put("name", log.name());
      case Request.Subscribe _ -> Wire.typed("subscribe");
      case Request.Answer answer ->
          Wire.typed("answer")
              .put("name", answer.name())
              .put("question", answer.question())
              .put("reply", SecretJson.write(answer.reply()));
      case Request.Doctor _ -> Wire.typed("doctor");
      case Request.StartDemo _ -> Wire.typed("start-demo");
    };
  }

  static Request read(JsonObject object) throws MalformedMessageException {
    String type = object.text(Wire.TYPE);
    return switch (type) {
      case "hello" -> new Request.Hello(object.integer("protocol"), object.text("client"));
      case "connect" ->
          new Request.Connect(
              object.text("name"),
              object.text("profile"),
              Wire.constant(object, "dataPath", DataPathChoice.class),
              SecretJson.known(object));
      case "disconnect" -> new Request.Disconnect(object.text("name"));
      case "disconnect-all" -> new Request.DisconnectAll();
      case "reconnect" -> new Request.Reconnect(object.text("name"));
      case "status" -> new Request.Status(object.optionalText("name"));
      case "log" -> new Request.Log(object.optionalText("name"));
      case "subscribe" -> new Request.Subscribe();
      case "answer" ->
          new Request.Answer(
              object.text("name"),
              object.number("question"),
              SecretJson.reply(object.object("reply")));
      case "doctor" -> new Request.Doctor();
      case "start-demo" -> new Request.StartDemo();
      default -> throw new MalformedMessageException("unknown request " + Clean.quoted(type));
    };
  }
}
