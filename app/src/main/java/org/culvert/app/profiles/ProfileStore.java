package org.culvert.app.profiles;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.culvert.app.files.PrivateFiles;
import org.culvert.app.files.UserFolders;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.KnownSecrets;
import org.culvert.core.api.Secret;

/**
 * The profiles of one user, in a folder that nobody else can read. Window and command line may use
 * it at the same time; any thread may call it.
 *
 * <p>A profile is {@code ID.ovpn} with the text, {@code ID.login} with a user name and password and
 * {@code ID.passphrase} with that of its key, if the original had them, and {@code ID.properties}
 * with its name. The last is written last and removed first: a profile is there when its properties
 * are.
 */
public final class ProfileStore {
  private static final String PROPERTIES = ".properties";
  private static final String TEXT = ".ovpn";
  private static final String LOGIN = ".login";
  private static final String PASSPHRASE = ".passphrase";

  private final Path folder;
  private final Clock clock;
  private final Object changing = new Object();

  /** A store in a folder, which is made when it is needed. */
  public ProfileStore(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /**
   * The place for a user's profiles by the XDG base directory specification.
   *
   * @param accountHome the home directory of the user's account, where {@code HOME} names none
   */
  public static Path folder(Map<String, String> environment, String accountHome) {
    return UserFolders.data(environment, accountHome).resolve("profiles");
  }

  /** Where the profiles are. */
  public Path folder() {
    return folder;
  }

  /** All profiles, by name. */
  public List<StoredProfile> list() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<StoredProfile> profiles = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(PROPERTIES) && !name.startsWith(".")) {
          read(file, name.substring(0, name.length() - PROPERTIES.length()))
              .ifPresent(profiles::add);
        }
      }
    }
    profiles.sort(Comparator.comparing(StoredProfile::name, String.CASE_INSENSITIVE_ORDER));
    return profiles;
  }

  /** The profile of that name; the case of letters does not matter. */
  public Optional<StoredProfile> find(String name) throws IOException {
    return find(list(), name);
  }

  private static Optional<StoredProfile> find(List<StoredProfile> profiles, String name) {
    String key = ProfileNames.key(name);
    return profiles.stream().filter(p -> ProfileNames.key(p.name()).equals(key)).findFirst();
  }

  /** The profile's text, with its private key. */
  public String text(StoredProfile profile) throws IOException {
    return Files.readString(folder.resolve(profile.id() + TEXT));
  }

  /** The secrets that came with the profile; the caller wipes them. */
  public KnownSecrets known(StoredProfile profile) throws IOException {
    Optional<Credentials> login =
        read(profile, LOGIN).flatMap(LoginText::parse).flatMap(KnownSecrets::login);
    return new KnownSecrets(
        login, Optional.empty(), read(profile, PASSPHRASE).map(Secret::owning), Optional.empty());
  }

  private Optional<byte[]> read(StoredProfile profile, String kind) throws IOException {
    try {
      return Optional.of(Files.readAllBytes(folder.resolve(profile.id() + kind)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** The stored profile with exactly this text. */
  public Optional<StoredProfile> findText(String text) throws IOException {
    for (StoredProfile profile : list()) {
      if (text(profile).equals(text)) {
        return Optional.of(profile);
      }
    }
    return Optional.empty();
  }

  /**
   * What is to be stored.
   *
   * @param exactName whether another name must not be taken when this one is not free
   */
  public record Draft(
      String name,
      boolean exactName,
      String text,
      KnownSecrets known,
      String server,
      boolean asksForPassword) {
    /** Leaves the text out: it contains the private key. */
    @Override
    public String toString() {
      return "Draft[" + name + "]";
    }
  }

  /**
   * Stores a profile whole, or fails and changes nothing.
   *
   * @throws ProfileException when the exact name is not free
   */
  public StoredProfile add(Draft draft) throws IOException, ProfileException {
    synchronized (changing) {
      PrivateFiles.makeFolder(folder);
      try (FileChannel lock = PrivateFiles.open(folder.resolve(".lock"));
          var _ = lock.lock()) {
        StoredProfile profile =
            new StoredProfile(
                HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()),
                freeName(draft),
                draft.server(),
                draft.asksForPassword(),
                clock.instant());
        write(profile, draft);
        return profile;
      }
    }
  }

  private String freeName(Draft draft) throws IOException, ProfileException {
    List<StoredProfile> profiles = list();
    String wanted = ProfileNames.clean(draft.name());
    String name = wanted;
    for (int i = 2; find(profiles, name).isPresent(); i++) {
      if (draft.exactName()) {
        throw ProfileException.invalid(
            "There is already a profile named " + name,
            "Choose another name with --name, or remove the old one with culvert remove.");
      }
      name = wanted + " " + i;
    }
    return name;
  }

  private void write(StoredProfile profile, Draft draft) throws IOException {
    Path text = folder.resolve(profile.id() + TEXT);
    Path login = folder.resolve(profile.id() + LOGIN);
    Path passphrase = folder.resolve(profile.id() + PASSPHRASE);
    try {
      PrivateFiles.write(text, draft.text().getBytes(UTF_8));
      if (draft.known().login().isPresent()) {
        writeSecret(login, LoginText.write(draft.known().login().get()));
      }
      if (draft.known().passphrase().isPresent()) {
        writeSecret(passphrase, draft.known().passphrase().get().copyBytes());
      }
      PrivateFiles.write(folder.resolve(profile.id() + PROPERTIES), properties(profile));
    } catch (IOException e) {
      Files.deleteIfExists(text);
      Files.deleteIfExists(login);
      Files.deleteIfExists(passphrase);
      throw e;
    }
  }

  private static void writeSecret(Path file, byte[] content) throws IOException {
    try {
      PrivateFiles.write(file, content);
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  /** Removes a profile and what was stored with it; twice is fine. */
  public void remove(StoredProfile profile) throws IOException {
    synchronized (changing) {
      Files.deleteIfExists(folder.resolve(profile.id() + PROPERTIES));
      Files.deleteIfExists(folder.resolve(profile.id() + LOGIN));
      Files.deleteIfExists(folder.resolve(profile.id() + PASSPHRASE));
      Files.deleteIfExists(folder.resolve(profile.id() + TEXT));
    }
  }

  private static byte[] properties(StoredProfile profile) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("name", profile.name());
    properties.setProperty("server", profile.server());
    properties.setProperty("asks-for-password", String.valueOf(profile.asksForPassword()));
    properties.setProperty("imported", profile.imported().toString());
    StringWriter text = new StringWriter();
    properties.store(text, null);
    return text.toString().getBytes(UTF_8);
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
                      Instant.parse(properties.getProperty("imported", "1970-01-01T00:00:00Z"))));
    } catch (NoSuchFileException | IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }
}
