package org.culvert.app.keyring;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.Secret;
import org.jspecify.annotations.Nullable;

/** A keyring in memory, which remembers what it was asked for. */
public final class FakeKeyring implements Keyring {
  private final Map<SecretName, Kept> kept = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<Secret> given = new CopyOnWriteArrayList<>();
  private volatile @Nullable KeyringTrouble trouble;

  private record Kept(String label, String username, String password) {}

  /** Has this from now on. */
  public void put(SecretName name, String username, String password) {
    kept.put(name, new Kept("", username, password));
  }

  /** Does nothing any more but say why. */
  public void trouble(KeyringTrouble why) {
    trouble = why;
  }

  /** Works again. */
  public void works() {
    trouble = null;
  }

  /** What it has. */
  public Set<SecretName> names() {
    return Set.copyOf(kept.keySet());
  }

  /** User name and password, with a line end in between; empty when there are none. */
  public String text(SecretName name) {
    return Optional.ofNullable(kept.get(name))
        .map(it -> it.username() + "\n" + it.password())
        .orElse("");
  }

  /** How a person finds it. */
  public String label(SecretName name) {
    return Optional.ofNullable(kept.get(name)).map(Kept::label).orElse("");
  }

  /** What it was asked for, in order. */
  public List<String> asked() {
    return new ArrayList<>(asked);
  }

  /** The secrets that it gave away. */
  public List<Secret> given() {
    return List.copyOf(given);
  }

  @Override
  public Optional<Credentials> find(SecretName name) throws KeyringException {
    ask("find " + name.kind().wireName());
    return Optional.ofNullable(kept.get(name))
        .map(
            it -> {
              Secret secret = Secret.ofText(it.password());
              given.add(secret);
              return new Credentials(it.username(), secret);
            });
  }

  @Override
  public boolean holds(String profile) throws KeyringException {
    ask("holds " + profile);
    return kept.keySet().stream().anyMatch(name -> name.profile().equals(profile));
  }

  @Override
  public void store(SecretName name, String label, Credentials secret) throws KeyringException {
    ask("store " + name.kind().wireName());
    String password = new String(secret.password().copyBytes(), StandardCharsets.UTF_8);
    kept.put(name, new Kept(label, secret.username(), password));
  }

  @Override
  public boolean forget(String profile) throws KeyringException {
    ask("forget " + profile);
    return kept.keySet().removeIf(name -> name.profile().equals(profile));
  }

  private void ask(String what) throws KeyringException {
    asked.add(what);
    KeyringTrouble why = trouble;
    if (why != null) {
      throw new KeyringException(why);
    }
  }
}
