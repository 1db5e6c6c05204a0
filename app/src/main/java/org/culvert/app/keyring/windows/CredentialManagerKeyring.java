package org.culvert.app.keyring.windows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.culvert.app.keyring.Keyring;
import org.culvert.app.keyring.KeyringException;
import org.culvert.app.keyring.KeyringTrouble;
import org.culvert.app.keyring.SecretKind;
import org.culvert.app.keyring.SecretName;
import org.culvert.app.keyring.sys.SecretMemory;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.Secret;

/**
 * The Credential Manager. It is open while its user is logged on, and asks nobody anything. A
 * person finds a secret there by its target, {@code Culvert/PROFILE/KIND}, for it shows no other
 * name; a proxy's login has {@code /HOST:PORT} behind that.
 */
public final class CredentialManagerKeyring implements Keyring {
  private static final int DONE = 0;
  // ERROR_NOT_FOUND
  private static final int NOT_FOUND = 1168;
  // ERROR_NO_SUCH_LOGON_SESSION: a login over the network or a policy leaves one without
  // credentials.
  private static final int NO_SUCH_LOGON_SESSION = 1312;

  private final Supplier<CredentialApi> library;

  /** Loads the library when it is first asked something. */
  public CredentialManagerKeyring() {
    this(Advapi32::new);
  }

  CredentialManagerKeyring(Supplier<CredentialApi> library) {
    this.library = library;
  }

  @Override
  public Optional<Credentials> find(SecretName name) throws KeyringException {
    CredentialApi api = open();
    long[] found = new long[1];
    if (!worked("CredReadW", api.read(target(name), found))) {
      return Optional.empty();
    }
    try {
      return credentials(name.kind(), new StoredCredential(found[0]));
    } finally {
      api.free(found[0]);
    }
  }

  @Override
  public boolean holds(String profile) throws KeyringException {
    return !targets(open(), profile).isEmpty();
  }

  @Override
  public void store(SecretName name, String label, Credentials secret) throws KeyringException {
    CredentialApi api = open();
    byte[] password = secret.password().copyBytes();
    try {
      if (password.length > CredentialLayout.BLOB_LIMIT
          || secret.username().length() > CredentialLayout.USER_LIMIT) {
        throw new KeyringException(KeyringTrouble.TOO_LONG);
      }
      try (SecretMemory credential =
          CredentialLayout.write(target(name), label, secret.username(), password)) {
        if (!worked("CredWriteW", api.write(credential.address()))) {
          throw failure("CredWriteW", NOT_FOUND);
        }
      }
    } finally {
      Arrays.fill(password, (byte) 0);
    }
  }

  @Override
  public boolean forget(String profile) throws KeyringException {
    CredentialApi api = open();
    boolean forgotten = false;
    for (String target : targets(api, profile)) {
      forgotten |= worked("CredDeleteW", api.delete(target));
    }
    return forgotten;
  }

  private CredentialApi open() throws KeyringException {
    try {
      return library.get();
    } catch (LinkageError e) {
      throw new KeyringException(KeyringTrouble.OTHER_SYSTEM, e);
    }
  }

  private static String prefix(String profile) {
    return "Culvert/" + profile + "/";
  }

  private static String target(SecretName name) {
    return prefix(name.profile())
        + name.kind().wireName()
        + name.proxy().map(proxy -> "/" + proxy).orElse("");
  }

  /** Listing hands out all secrets as well: they are wiped unseen. */
  private static List<String> targets(CredentialApi api, String profile) throws KeyringException {
    String prefix = prefix(profile);
    int[] count = new int[1];
    long[] found = new long[1];
    if (!worked("CredEnumerateW", api.enumerate(prefix + "*", count, found))) {
      return List.of();
    }
    try {
      List<String> targets = new ArrayList<>();
      for (int i = 0; i < count[0]; i++) {
        StoredCredential each = StoredCredential.at(found[0], i);
        each.wipe();
        String target = each.target();
        if (each.isGeneric() && target.regionMatches(true, 0, prefix, 0, prefix.length())) {
          targets.add(target);
        }
      }
      return targets;
    } finally {
      api.free(found[0]);
    }
  }

  /** Nothing for a login without a user name, which somebody else has written there. */
  private static Optional<Credentials> credentials(SecretKind kind, StoredCredential stored) {
    Secret password = Secret.owning(stored.takeSecret());
    String user = kind.hasUser() ? stored.user() : "";
    if (kind.hasUser() && user.isEmpty()) {
      password.wipe();
      return Optional.empty();
    }
    return Optional.of(new Credentials(user, password));
  }

  /** Whether there was something to do it with. */
  private static boolean worked(String function, int error) throws KeyringException {
    return switch (error) {
      case DONE -> true;
      case NOT_FOUND -> false;
      case NO_SUCH_LOGON_SESSION -> throw new KeyringException(KeyringTrouble.NO_KEYRING);
      default -> throw failure(function, error);
    };
  }

  private static KeyringException failure(String function, int error) {
    return new KeyringException(
        KeyringTrouble.FAILED, new IOException(function + ": error " + error));
  }
}
