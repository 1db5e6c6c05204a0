package org.culvert.core.api.json;

import java.util.Optional;
import org.culvert.core.api.DataPathChoice;
import org.culvert.core.api.DnsWish;
import org.culvert.core.api.Protection;
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
              withProtection(
                  Wire.typed("connect")
                      .put("name", connect.name())
                      .put("profile", connect.profile())
                      .put("dataPath", Wire.nameOf(connect.dataPath())),
                  connect.protection()),
              connect.known());
      case Request.Disconnect(String name, boolean keepBlock) -> {
        JsonObject disconnect = Wire.typed("disconnect").put("name", name);
        yield keepBlock ? disconnect.put("keepBlock", true) : disconnect;
      }
      case Request.Unblock _ -> Wire.typed("unblock");
      case Request.DisconnectAll _ -> Wire.typed("disconnect-all");
      case Request.Reconnect reconnect -> Wire.typed("reconnect").put("name", reconnect.name());
      case Request.Status status -> Wire.typed("status").put("name", status.name());
      case Request.Log log -> Wire.typed("log").put("name", log.name());
      case Request.Subscribe(long trafficEvery) -> {
        JsonObject subscribe = Wire.typed("subscribe");
        yield trafficEvery == 0 ? subscribe : subscribe.put("trafficEvery", trafficEvery);
      }
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
              SecretJson.known(object),
              protection(object));
      case "disconnect" ->
          new Request.Disconnect(
              object.text("name"), object.optionalFlag("keepBlock").orElse(false));
      case "unblock" -> new Request.Unblock();
      case "disconnect-all" -> new Request.DisconnectAll();
      case "reconnect" -> new Request.Reconnect(object.text("name"));
      case "status" -> new Request.Status(object.optionalText("name"));
      case "log" -> new Request.Log(object.optionalText("name"));
      case "subscribe" -> new Request.Subscribe(object.countOrZero("trafficEvery"));
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

  /** A helper that does not know a wish refuses it; it is told of none that it would grant. */
  private static JsonObject withProtection(JsonObject connect, Protection wanted) {
    return wanted.equals(Protection.USUAL)
        ? connect
        : connect
            .put("killSwitch", wanted.killSwitch())
            .put("allowLan", wanted.allowLan())
            .put("dns", wanted.dns().text());
  }

  /** An older client says nothing of it, and gets what it always had. */
  private static Protection protection(JsonObject connect) throws MalformedMessageException {
    Optional<String> dns = connect.optionalText("dns");
    try {
      return new Protection(
          connect.optionalFlag("killSwitch").orElse(Protection.USUAL.killSwitch()),
          connect.optionalFlag("allowLan").orElse(Protection.USUAL.allowLan()),
          dns.map(DnsWish::parse).orElse(Protection.USUAL.dns()));
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException(
          "field dns has the unknown value " + Clean.quoted(dns.orElse("")));
    }
  }
}
