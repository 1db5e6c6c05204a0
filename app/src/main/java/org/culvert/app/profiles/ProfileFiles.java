package org.culvert.app.profiles;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.culvert.app.files.IoReason;
import org.culvert.app.files.PrivateFiles;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.KnownSecrets;
import org.culvert.core.api.Secret;

/** The files of each profile in the folder of a {@link ProfileStore}. */
record ProfileFiles(Path folder) {
  private static final String PROPERTIES = ".properties";
  private static final String TEXT = ".ovpn";
  private static final String LOGIN = ".login";
  private static final String PASSPHRASE = ".passphrase";

  private static final List<String> CONTENTS = List.of(TEXT, LOGIN, PASSPHRASE);

  /** The last makes a profile be there. */
  private static final List<String> KINDS = List.of(TEXT, LOGIN, PASSPHRASE, PROPERTIES);

  /** All that are whole, in no order. */
  List<StoredProfile> all() throws IOException {
    // Not the same as "is no folder": of one that may not be entered nobody knows.
    if (Files.notExists(folder)) {
      return List.of();
    }
    List<StoredProfile> profiles = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = String.valueOf(file.getFileName());
        // Somebody else's folder, link or pipe of that name hides no profile.
        if (name.endsWith(PROPERTIES) && !name.startsWith(".") && Files.isRegularFile(file)) {
          read(file, name.substring(0, name.length() - PROPERTIES.length()))
              .ifPresent(profiles::add);
        }
      }
    }
    return profiles;
  }

  /** One, if it is whole. */
  Optional<StoredProfile> find(String id) throws IOException {
    return read(file(id, PROPERTIES), id);
  }

  String text(String id) throws IOException {
    Path file = file(id, TEXT);
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new FileSystemException(file.toString(), null, IoReason.of(e));
    }
  }

  /** The caller wipes them. */
  KnownSecrets known(String id) throws IOException {
    Optional<Credentials> login =
        bytes(id, LOGIN).flatMap(LoginText::parse).flatMap(KnownSecrets::login);
    return new KnownSecrets(
        login, Optional.empty(), bytes(id, PASSPHRASE).map(Secret::owning), Optional.empty());
  }

  /** Writes a profile whole, in the place of the one with its id; or changes nothing. */
  void write(StoredProfile profile, String text, KnownSecrets known) throws IOException {
    whole(
        profile,
        () -> {
          PrivateFiles.write(file(profile.id(), TEXT), text.getBytes(UTF_8));
          secret(file(profile.id(), LOGIN), known.login().map(LoginText::write));
          secret(file(profile.id(), PASSPHRASE), known.passphrase().map(Secret::copyBytes));
        });
  }

  /**
   * Writes a profile with what other files have of it, or changes nothing. A text that is damaged
   * or missing is so here, too: nothing of it is read.
   */
  void copy(StoredProfile profile, ProfileFiles from) throws IOException {
    whole(
        profile,
        () -> {
          for (String kind : CONTENTS) {
            secret(file(profile.id(), kind), from.bytes(profile.id(), kind));
          }
        });
  }

  private void whole(StoredProfile profile, Step contents) throws IOException {
    Map<String, Optional<byte[]>> before = snapshot(profile.id());
    try {
      contents.run();
      properties(profile);
    } catch (IOException e) {
      restore(profile.id(), before);
      throw e;
    } finally {
      before.values().forEach(content -> content.ifPresent(it -> Arrays.fill(it, (byte) 0)));
    }
  }

  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }

  /** Writes name and server alone. */
  void properties(StoredProfile profile) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("name", profile.name());
    properties.setProperty("server", profile.server());
    properties.setProperty("asks-for-password", String.valueOf(profile.asksForPassword()));
    properties.setProperty("imported", String.valueOf(profile.imported().toEpochMilli()));
    StringWriter text = new StringWriter();
    properties.store(text, null);
    PrivateFiles.write(file(profile.id(), PROPERTIES), text.toString().getBytes(UTF_8));
  }

  /** Twice is fine. */
  void remove(String id) throws IOException {
    for (String kind : KINDS.reversed()) {
      Files.deleteIfExists(file(id, kind));
    }
  }

  private Map<String, Optional<byte[]>> snapshot(String id) throws IOException {
    Map<String, Optional<byte[]>> contents = new LinkedHashMap<>();
    for (String kind : KINDS) {
      contents.put(kind, bytes(id, kind));
    }
    return contents;
  }

  private void restore(String id, Map<String, Optional<byte[]>> contents) throws IOException {
    for (Map.Entry<String, Optional<byte[]>> content : contents.entrySet()) {
      if (content.getValue().isPresent()) {
        PrivateFiles.write(file(id, content.getKey()), content.getValue().get());
      } else {
        Files.deleteIfExists(file(id, content.getKey()));
      }
    }
  }

  private static void secret(Path file, Optional<byte[]> content) throws IOException {
    if (content.isEmpty()) {
      Files.deleteIfExists(file);
      return;
    }
    try {
      PrivateFiles.write(file, content.get());
    } finally {
      Arrays.fill(content.get(), (byte) 0);
    }
  }

  private Optional<byte[]> bytes(String id, String kind) throws IOException {
    try {
      return Optional.of(Files.readAllBytes(file(id, kind)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private Path file(String id, String kind) {
    return folder.resolve(id + kind);
  }

  /** Nothing when the profile was removed meanwhile or somebody else's file is in the way. */
  private static Optional<StoredProfile> read(Path file, String id) throws IOException {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(Files.readString(file)));
      return Optional.ofNullable(properties.getProperty("name"))
          .map(
              name ->
                  new StoredProfile(
                      id,
                      name,
                      properties.getProperty("server", ""),
                      Boolean.parseBoolean(properties.getProperty("asks-for-password")),
                      instant(properties.getProperty("imported", "0")),
                      false));
    } catch (NoSuchFileException
        | CharacterCodingException
        | IllegalArgumentException
        | DateTimeException e) {
      return Optional.empty();
    }
  }

  /** In milliseconds: dates in words took up to half of a reading. Older files have those. */
  private static Instant instant(String text) {
    return text.indexOf('-') > 0 ? Instant.parse(text) : Instant.ofEpochMilli(Long.parseLong(text));
  }
}
