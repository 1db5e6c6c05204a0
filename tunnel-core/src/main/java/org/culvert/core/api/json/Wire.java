package org.culvert.core.api.json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.culvert.core.api.Event;
import org.culvert.core.api.Flaw;
import org.culvert.core.api.LogCode;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.PathReason;
import org.culvert.core.api.PathReasonCode;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.SessionState;
import org.culvert.core.api.SessionStatus;
import org.culvert.core.api.SessionStatus.DataPathInfo;
import org.culvert.core.api.SessionStatus.DnsInfo;
import org.culvert.core.api.SessionStatus.RemoteInfo;
import org.culvert.core.api.SessionStatus.TlsInfo;
import org.culvert.core.api.SessionStatus.TunnelInfo;

/** The values that several messages share, in their form on the socket. */
final class Wire {
  static final String TYPE = "type";

  private static final String FURTHER = "furtherReasons";

  private Wire() {}

  /** Reads one value; our own type, because what it reads may be malformed. */
  @FunctionalInterface
  interface Reader<T> {
    T read(JsonObject object) throws MalformedMessageException;
  }

  static <T> List<T> readAll(List<JsonObject> objects, Reader<T> reader)
      throws MalformedMessageException {
    List<T> values = new ArrayList<>(objects.size());
    for (JsonObject object : objects) {
      values.add(reader.read(object));
    }
    return values;
  }

  static JsonObject typed(String type) {
    return new JsonObject().put(TYPE, type);
  }

  static String nameOf(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static <E extends Enum<E>> E constant(JsonObject object, String field, Class<E> type)
      throws MalformedMessageException {
    String name = object.text(field);
    return find(name, type)
        .orElseThrow(
            () ->
                new MalformedMessageException(
                    "field " + field + " has the unknown value " + Clean.quoted(name)));
  }

  static <E extends Enum<E>> Optional<E> find(String name, Class<E> type) {
    return Arrays.stream(type.getEnumConstants()).filter(c -> nameOf(c).equals(name)).findFirst();
  }

  static JsonObject write(Problem problem) {
    JsonObject object =
        new JsonObject().put("code", problem.code().wireName()).putTexts("args", problem.args());
    problem.flaw().ifPresent(flaw -> object.put("flaw", write(flaw)));
    return object;
  }

  private static JsonObject write(Flaw flaw) {
    return new JsonObject()
        .put("file", flaw.file())
        .put("line", flaw.line())
        .put("directive", flaw.directive())
        .put("code", flaw.code())
        .putTexts("args", flaw.args());
  }

  private static Flaw flaw(JsonObject object) throws MalformedMessageException {
    return new Flaw(
        object.text("file"),
        object.integer("line"),
        object.text("directive"),
        object.text("code"),
        object.texts("args"));
  }

  /** A code that only a newer helper knows becomes an internal failure which names it. */
  static Problem problem(JsonObject object) throws MalformedMessageException {
    String code = object.text("code");
    List<String> args = object.texts("args");
    Optional<Flaw> flaw = read(object, "flaw", Wire::flaw);
    return find(code, ProblemCode.class)
        .map(known -> new Problem(known, args, flaw))
        .orElseGet(
            () ->
                Problem.of(
                    ProblemCode.INTERNAL,
                    "the helper is newer and reports " + Clean.quoted(code) + " " + args));
  }

  static JsonObject write(LogLine line) {
    JsonObject object =
        new JsonObject()
            .put("session", line.session())
            .put("time", line.time())
            .put("level", line.level().wireName())
            .put("text", line.text())
            .put("code", line.code().map(LogCode::wireName));
    line.problem().ifPresent(problem -> object.put("problem", write(problem)));
    return object;
  }

  static LogLine logLine(JsonObject object) throws MalformedMessageException {
    return new LogLine(
        object.text("session"),
        object.number("time"),
        constant(object, "level", LogLine.Level.class),
        object.text("text"),
        read(object, "problem", Wire::problem),
        object.optionalText("code").flatMap(code -> find(code, LogCode.class)));
  }

  static JsonObject write(SessionStatus status) {
    JsonObject object =
        new JsonObject()
            .put("name", status.name())
            .put("state", status.state().wireName())
            .put("since", status.since());
    writeDetails(object, status);
    status.lastError().ifPresent(problem -> object.put("lastError", write(problem)));
    status.question().ifPresent(open -> object.put("question", QuestionJson.write(open)));
    return object;
  }

  /** What the socket and the command line show alike. */
  static void writeDetails(JsonObject object, SessionStatus status) {
    status.remote().ifPresent(remote -> object.put("remote", write(remote)));
    status.dataPath().ifPresent(path -> object.put("dataPath", write(path)));
    object.put("cipher", status.cipher());
    status
        .tls()
        .ifPresent(
            tls ->
                object.put(
                    "tls",
                    new JsonObject()
                        .put("version", tls.version())
                        .put("cipherSuite", tls.cipherSuite())
                        .put("peer", tls.peer())));
    status.tunnel().ifPresent(tunnel -> object.put("tunnel", write(tunnel)));
    object
        .put("bytesIn", status.bytesIn())
        .put("bytesOut", status.bytesOut())
        .put("packetsIn", status.packetsIn())
        .put("packetsOut", status.packetsOut());
    LiveJson.write(object, status.live());
    if (status.blocking()) {
      object.put("blocking", true);
    }
  }

  /** The same for the counters of one moment. */
  static void writeCounters(JsonObject object, Event.Traffic traffic) {
    object
        .put("bytesIn", traffic.bytesIn())
        .put("bytesOut", traffic.bytesOut())
        .put("packetsIn", traffic.packetsIn())
        .put("packetsOut", traffic.packetsOut());
    LiveJson.write(object, traffic.live());
  }

  /** The sentence is for scripts, and for a window that does not know the code. */
  private static JsonObject write(DataPathInfo path) {
    JsonObject object = write(new JsonObject().put("kind", path.kind()), path.reason());
    if (!path.further().isEmpty()) {
      object.putObjects(
          FURTHER, path.further().stream().map(reason -> write(new JsonObject(), reason)).toList());
    }
    return object;
  }

  static JsonObject write(JsonObject object, PathReason reason) {
    return object
        .put("reason", reason.sentence())
        .put("reasonCode", reason.code().wireName())
        .putTexts("reasonArgs", reason.args());
  }

  private static JsonObject write(RemoteInfo remote) {
    return new JsonObject()
        .put("host", remote.host())
        .put("port", remote.port())
        .put("address", remote.address())
        .put("transport", remote.transport())
        .put("proxy", remote.proxy());
  }

  private static JsonObject write(TunnelInfo tunnel) {
    return new JsonObject()
        .put("device", tunnel.device())
        .put("ipv4", tunnel.ipv4())
        .put("ipv6", tunnel.ipv6())
        .put("mtu", tunnel.mtu())
        .putTexts("routes", tunnel.routes())
        .put(
            "dns",
            new JsonObject()
                .putTexts("servers", tunnel.dns().servers())
                .putTexts("search", tunnel.dns().search())
                .putTexts("domains", tunnel.dns().domains())
                .put("setIn", tunnel.dns().setIn()));
  }

  static SessionStatus status(JsonObject object) throws MalformedMessageException {
    return new SessionStatus(
        object.text("name"),
        constant(object, "state", SessionState.class),
        object.number("since"),
        read(object, "remote", Wire::remote),
        read(object, "dataPath", Wire::dataPath),
        object.optionalText("cipher"),
        read(
            object,
            "tls",
            tls -> new TlsInfo(tls.text("version"), tls.text("cipherSuite"), tls.text("peer"))),
        read(object, "tunnel", Wire::tunnel),
        object.number("bytesIn"),
        object.number("bytesOut"),
        object.number("packetsIn"),
        object.number("packetsOut"),
        read(object, "lastError", Wire::problem),
        read(object, "question", QuestionJson::read).flatMap(open -> open),
        LiveJson.read(object),
        object.optionalFlag("blocking").orElse(false));
  }

  static <T> Optional<T> read(JsonObject object, String field, Reader<T> reader)
      throws MalformedMessageException {
    Optional<JsonObject> inner = object.optionalObject(field);
    return inner.isPresent() ? Optional.of(reader.read(inner.get())) : Optional.empty();
  }

  /** Of an older helper one reason alone. */
  private static DataPathInfo dataPath(JsonObject path) throws MalformedMessageException {
    List<JsonObject> further = path.has(FURTHER) ? path.objects(FURTHER) : List.of();
    return new DataPathInfo(path.text("kind"), reason(path), readAll(further, Wire::reason));
  }

  /** A sentence that is not word for word one of ours stays as it is. */
  static PathReason reason(JsonObject path) throws MalformedMessageException {
    String sentence = path.text("reason");
    Optional<String> code = path.optionalText("reasonCode");
    List<String> args = code.isPresent() ? path.texts("reasonArgs") : List.of();
    return code.flatMap(name -> find(name, PathReasonCode.class))
        .map(known -> new PathReason(known, args))
        .filter(reason -> reason.sentence().equals(sentence))
        .orElseGet(() -> PathReason.said(sentence));
  }

  private static RemoteInfo remote(JsonObject object) throws MalformedMessageException {
    return new RemoteInfo(
        object.text("host"),
        object.integer("port"),
        object.optionalText("address"),
        object.text("transport"),
        object.optionalText("proxy"));
  }

  private static TunnelInfo tunnel(JsonObject object) throws MalformedMessageException {
    JsonObject dns = object.object("dns");
    return new TunnelInfo(
        object.text("device"),
        object.optionalText("ipv4"),
        object.optionalText("ipv6"),
        object.integer("mtu"),
        object.texts("routes"),
        new DnsInfo(
            dns.texts("servers"),
            dns.texts("search"),
            dns.texts("domains"),
            dns.optionalText("setIn")));
  }
}
