package org.culvert.core.api.json;

import org.culvert.core.api.Response;
import org.culvert.core.api.Response.Finding;

/** Responses and their JSON, by a closed list of type names. */
final class ResponseJson {
  private ResponseJson() {}

  static JsonObject write(Response response) {
    return switch (response) {
      case Response.Welcome welcome ->
          Wire.typed("welcome")
              .put("protocol", welcome.protocol())
              .put("version", welcome.version())
              .put("pid", welcome.pid());
      case Response.Done _ -> Wire.typed("done");
      case Response.Refused refused ->
          Wire.typed("refused").put("problem", Wire.write(refused.problem()));
      case Response.Sessions sessions ->
          Wire.typed("sessions")
              .putObjects("sessions", sessions.sessions().stream().map(Wire::write).toList());
      case Response.LogLines log ->
          Wire.typed("log-lines")
              .putObjects("lines", log.lines().stream().map(Wire::write).toList());
      case Response.Findings findings ->
          Wire.typed("findings")
              .putObjects(
                  "findings", findings.findings().stream().map(ResponseJson::write).toList());
      case Response.Demo demo ->
          Wire.typed("demo")
              .put("profile", demo.profile())
              .put("pageUrl", demo.pageUrl())
              .put("downloadUrl", demo.downloadUrl());
    };
  }

  static JsonObject write(Finding finding) {
    JsonObject object =
        new JsonObject()
            .put("subject", finding.subject())
            .put("health", Wire.nameOf(finding.health()))
            .put("text", finding.text())
            .put("remedy", finding.remedy());
    finding.diagnosis().ifPresent(diagnosis -> DiagnosisJson.write(object, diagnosis));
    return object;
  }

  static Response read(JsonObject object) throws MalformedMessageException {
    String type = object.text(Wire.TYPE);
    return switch (type) {
      case "welcome" ->
          new Response.Welcome(
              object.integer("protocol"), object.text("version"), object.number("pid"));
      case "done" -> new Response.Done();
      case "refused" -> new Response.Refused(Wire.problem(object.object("problem")));
      case "sessions" ->
          new Response.Sessions(Wire.readAll(object.objects("sessions"), Wire::status));
      case "log-lines" ->
          new Response.LogLines(Wire.readAll(object.objects("lines"), Wire::logLine));
      case "findings" ->
          new Response.Findings(Wire.readAll(object.objects("findings"), ResponseJson::finding));
      case "demo" ->
          new Response.Demo(
              object.text("profile"), object.text("pageUrl"), object.text("downloadUrl"));
      default -> throw new MalformedMessageException("unknown response " + Clean.quoted(type));
    };
  }

  /** One that is not word for word what we would say stays as it is. */
  private static Finding finding(JsonObject object) throws MalformedMessageException {
    Finding said =
        new Finding(
            object.text("subject"),
            Wire.constant(object, "health", Finding.Health.class),
            object.text("text"),
            object.text("remedy"));
    return DiagnosisJson.read(object)
        .map(Finding::of)
        .filter(known -> known.asSaid().equals(said))
        .orElse(said);
  }
}
