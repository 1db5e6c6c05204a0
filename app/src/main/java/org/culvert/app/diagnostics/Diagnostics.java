package org.culvert.app.diagnostics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.culvert.app.client.HelperClient;
import org.culvert.app.client.HelperUnreachableException;
import org.culvert.app.doctor.DoctorReport;
import org.culvert.app.doctor.LocalFindings;
import org.culvert.core.api.KnownSecrets;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.Request;
import org.culvert.core.api.Response;
import org.culvert.core.api.Response.Finding;
import org.culvert.core.api.SessionStatus;
import org.culvert.core.api.json.JsonObject;
import org.culvert.core.api.json.MalformedMessageException;
import org.culvert.core.api.json.ShownJson;

/** Gathers what somebody needs who is to find out why a tunnel does not work. */
public final class Diagnostics {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);
  private static final DateTimeFormatter FILE_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  private final HelperClient helper;
  private final LocalFindings local;
  private final Clock clock;
  private final String version;
  private final Optional<Path> settings;

  /**
   * Gathers nothing yet.
   *
   * @param version of Culvert
   * @param settings where the user's choices are; the file need not be there
   */
  public Diagnostics(
      HelperClient helper,
      LocalFindings local,
      Clock clock,
      String version,
      Optional<Path> settings) {
    this.helper = helper;
    this.local = local;
    this.clock = clock;
    this.version = version;
    this.settings = settings;
  }

  /**
   * What it is about.
   *
   * @param profile its text, where the profile is here
   * @param known the secrets that are stored beside the text, wiped when the archive is made; empty
   *     where they cannot be read, and so cannot be taken out of anything
   */
  public record Subject(String session, StoredText profile, Optional<KnownSecrets> known) {
    /** Reads both; what is damaged is told in the archive. */
    public static Subject of(
        String session,
        StoredText.Reading<String> profile,
        StoredText.Reading<KnownSecrets> secrets) {
      Optional<KnownSecrets> known;
      try {
        known = Optional.of(secrets.read().orElse(KnownSecrets.NONE));
      } catch (IOException e) {
        known = Optional.empty();
      }
      return new Subject(session, StoredText.of(profile), known);
    }
  }

  /** The name that the file has unless the user wants another. */
  public String fileName() {
    return "culvert-diagnostics-"
        + FILE_TIME.format(clock.instant().atZone(ZoneId.systemDefault()))
        + ".zip";
  }

  /**
   * What the doctor finds on this machine, in the user's language as far as the words are ours;
   * blocks until the helper has answered.
   */
  public List<Finding> findings() {
    return DoctorReport.local(helper, local).findings();
  }

  /**
   * The whole archive; blocks until the helper has answered.
   *
   * @param withoutNames whether names of hosts and users, addresses and certificates stay out
   */
  public byte[] zip(List<Subject> subjects, boolean withoutNames) throws IOException {
    try {
      return zip(files(subjects, withoutNames));
    } finally {
      subjects.forEach(subject -> subject.known().ifPresent(KnownSecrets::wipe));
    }
  }

  private SequencedMap<String, String> files(List<Subject> subjects, boolean withoutNames) {
    List<RedactedProfile> profiles =
        subjects.stream()
            .map(subject -> ProfileRedactor.redact(subject.profile().whole().orElse("")))
            .toList();
    List<SessionStatus> sessions = sessions(subjects);
    SequencedMap<String, String> files = new LinkedHashMap<>();
    files.put("versions.txt", Versions.text(version));
    files.put("doctor.txt", lines(DoctorReport.of(helper, local).lines()));
    files.put("status.json", readable(sessions.stream().map(ShownJson::status).toList()));
    files.put("log.txt", lines(log(subjects).toList()));
    StoredText settings = StoredText.of(this::settings);
    put(files, "settings.json", settings, UnaryOperator.identity());
    TextRedactor redactor = new TextRedactor(secrets(subjects, profiles));
    files.replaceAll((_, text) -> redactor.redact(text));
    for (int i = 0; i < profiles.size(); i++) {
      String redacted = profiles.get(i).text();
      put(files, "profile-" + (i + 1) + ".ovpn", subjects.get(i).profile(), _ -> redacted);
    }
    if (withoutNames) {
      Set<String> names = names(subjects, profiles, sessions);
      settings.whole().ifPresent(text -> names.addAll(profileNames(text)));
      names.addAll(names.stream().map(Spellings::inJson).toList());
      NameHider hider = new NameHider(names);
      files.replaceAll((_, text) -> hider.hide(text));
    }
    files.putFirst("README.txt", Readme.text(withoutNames));
    return files;
  }

  private static void put(
      Map<String, String> files, String name, StoredText stored, UnaryOperator<String> shown) {
    switch (stored) {
      case StoredText.Whole(String text) -> files.put(name, shown.apply(text));
      case StoredText.Unreadable(String why) -> files.put(name, "cannot be read: " + why + "\n");
      case StoredText.Absent() -> {}
    }
  }

  private static Set<String> secrets(List<Subject> subjects, List<RedactedProfile> profiles) {
    return Stream.concat(
            profiles.stream().flatMap(profile -> profile.secrets().stream()).flatMap(Spellings::of),
            subjects.stream().flatMap(subject -> subject.known().stream()).flatMap(Spellings::of))
        .collect(Collectors.toSet());
  }

  private static Set<String> names(
      List<Subject> subjects, List<RedactedProfile> profiles, List<SessionStatus> sessions) {
    Set<String> names = new LinkedHashSet<>();
    profiles.forEach(profile -> names.addAll(profile.names()));
    for (SessionStatus status : sessions) {
      status
          .remote()
          .ifPresent(
              remote -> {
                names.add(remote.host());
                remote.proxy().ifPresent(proxy -> names.add(proxy.replaceFirst(":\\d+$", "")));
              });
      status.tls().ifPresent(tls -> names.add(tls.peer()));
      status
          .tunnel()
          .ifPresent(
              tunnel -> {
                names.addAll(tunnel.dns().search());
                names.addAll(tunnel.dns().domains());
              });
    }
    for (Subject subject : subjects) {
      names.add(subject.session());
      subject.known().flatMap(KnownSecrets::login).ifPresent(login -> names.add(login.username()));
    }
    Stream.of("user.home", "user.name").map(it -> System.getProperty(it, "")).forEach(names::add);
    names.remove("root");
    return names;
  }

  /** The question is left out: it may name a page that is meant for one person. */
  private List<SessionStatus> sessions(List<Subject> subjects) {
    List<SessionStatus> sessions = new ArrayList<>();
    for (Subject subject : subjects.stream().filter(it -> it.known().isPresent()).toList()) {
      ask(new Request.Status(Optional.of(subject.session())))
          .filter(Response.Sessions.class::isInstance)
          .map(Response.Sessions.class::cast)
          .ifPresent(
              told ->
                  told.sessions().stream()
                      .map(status -> status.withQuestion(Optional.empty()))
                      .forEach(sessions::add));
    }
    return sessions;
  }

  private Stream<String> log(List<Subject> subjects) {
    return subjects.stream()
        .flatMap(
            subject ->
                subject.known().isPresent()
                    ? log(subject.session())
                    : Stream.of(
                        "What there is of "
                            + subject.session()
                            + " is left out: the login that is stored with its profile cannot be"
                            + " read, and so not be taken out of it."));
  }

  private Stream<String> log(String session) {
    return ask(new Request.Log(Optional.of(session))).stream()
        .filter(Response.LogLines.class::isInstance)
        .map(Response.LogLines.class::cast)
        .flatMap(told -> told.lines().stream())
        .map(Diagnostics::text);
  }

  /** Without a helper there is no session: the doctor's report says why. */
  private Optional<Response> ask(Request request) {
    try {
      return Optional.of(helper.request(request));
    } catch (HelperUnreachableException e) {
      return Optional.empty();
    }
  }

  private Optional<String> settings() throws IOException {
    if (settings.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readString(settings.get()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Settings may be about other profiles, too. */
  private static List<String> profileNames(String settings) {
    List<String> names = new ArrayList<>();
    try {
      JsonObject file = JsonObject.parse(settings.getBytes(UTF_8));
      if (file.has("profiles")) {
        for (JsonObject profile : file.objects("profiles")) {
          profile.optionalText("name").ifPresent(names::add);
        }
      }
    } catch (MalformedMessageException e) {
      // Whatever it is, it was not written by a window.
    }
    return names;
  }

  private static String text(LogLine line) {
    return TIME.format(Instant.ofEpochMilli(line.time()).atZone(ZoneId.systemDefault()))
        + " "
        + line.session()
        + " "
        + line.level().wireName()
        + ": "
        + line.text();
  }

  /** One value a line: to be read by people, and what is taken out of one ends with it. */
  private static String readable(List<JsonObject> objects) {
    return ShownJson.list(objects).replace(",\"", ",\n\"") + "\n";
  }

  private static String lines(List<String> lines) {
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  private static byte[] zip(Map<String, String> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, UTF_8)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry("culvert-diagnostics/" + file.getKey()));
        zip.write(file.getValue().getBytes(UTF_8));
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}
