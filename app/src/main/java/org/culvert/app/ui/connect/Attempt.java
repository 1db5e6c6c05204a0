package org.culvert.app.ui.connect;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.culvert.app.keyring.SecretKind;
import org.culvert.app.keyring.SecretName;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;

/** What one attempt to connect has to do with the keyring. */
final class Attempt {
  private static final Map<ProblemCode, SecretKind> REFUSALS =
      new EnumMap<>(
          Map.of(
              ProblemCode.AUTH_FAILED, SecretKind.LOGIN,
              ProblemCode.PASSPHRASE_WRONG, SecretKind.KEY_PASSPHRASE,
              ProblemCode.PROXY_LOGIN_REFUSED, SecretKind.PROXY_LOGIN));

  private final long before;
  private final Map<SecretName, Credentials> toKeep = new HashMap<>();
  private final Set<SecretName> given = new HashSet<>();
  private final Set<SecretName> doubted = new HashSet<>();
  private final Set<SecretName> typed = new HashSet<>();
  private boolean stayedLocked;

  /**
   * @param before since when the session was in the state that it is to leave
   */
  Attempt(long before) {
    this.before = before;
  }

  /** Whether a session that has ended since then is this one. */
  boolean isOver(long since) {
    return since != before;
  }

  /** The saved secret goes to who asks. */
  void give(SecretName name) {
    given.add(name);
    doubted.add(name);
  }

  /** Whether it went there before: once is enough, for some count the failures. */
  boolean hasGiven(SecretName name) {
    return given.contains(name);
  }

  /** Whether a question that comes again means that it is wrong. */
  boolean doubts(SecretName name) {
    return doubted.contains(name);
  }

  /** The user typed another one. */
  void type(SecretName name) {
    typed.add(name);
    doubted.remove(name);
  }

  boolean hasTyped(SecretName name) {
    return typed.contains(name);
  }

  /** The server asks on: it had nothing against the login. */
  void trust() {
    doubted.removeIf(name -> name.kind() == SecretKind.LOGIN);
  }

  /** What was given and is to blame for the end of the session. */
  Set<SecretName> blamed(Optional<Problem> lastError) {
    Set<SecretName> blamed = new HashSet<>(doubted);
    Optional<SecretKind> kind = lastError.map(Problem::code).map(REFUSALS::get);
    blamed.removeIf(name -> !kind.equals(Optional.of(name.kind())));
    return blamed;
  }

  /** The user did not unlock the keyring, and is not to be asked for it all the time. */
  void stayedLocked() {
    stayedLocked = true;
  }

  boolean hasStayedLocked() {
    return stayedLocked;
  }

  /** Remembers what goes into the keyring once it is known to be right. Takes ownership. */
  void keep(SecretName name, Credentials secret) {
    drop(name);
    toKeep.put(name, secret);
  }

  /** It is not to be kept, or not right. */
  void drop(SecretName name) {
    Optional.ofNullable(toKeep.remove(name)).ifPresent(secret -> secret.password().wipe());
  }

  /** All is right. Returns what to keep, which the caller wipes. */
  Map<SecretName, Credentials> accepted() {
    Map<SecretName, Credentials> right = Map.copyOf(toKeep);
    toKeep.clear();
    given.clear();
    doubted.clear();
    typed.clear();
    stayedLocked = false;
    return right;
  }

  void wipe() {
    toKeep.values().forEach(secret -> secret.password().wipe());
    toKeep.clear();
  }
}
