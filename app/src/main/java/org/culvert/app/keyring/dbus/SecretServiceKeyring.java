package org.culvert.app.keyring.dbus;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.culvert.app.bus.SessionBus;
import org.culvert.app.keyring.Keyring;
import org.culvert.app.keyring.KeyringException;
import org.culvert.app.keyring.KeyringTrouble;
import org.culvert.app.keyring.SecretName;
import org.culvert.app.keyring.SecretText;
import org.culvert.core.api.Credentials;
import org.freedesktop.dbus.DBusPath;

/** The keyring of a Linux desktop. Each call connects, does its work and is gone. */
public final class SecretServiceKeyring implements Keyring {
  /** A service that is started for the question takes a second or two. */
  private static final Duration LIMIT = Duration.ofSeconds(5);

  /** Who was asked to unlock the keyring and does not come back has gone for coffee. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Map<String, String> environment;
  private final Duration limit;
  private final Duration patience;

  /** On the bus that the environment names. */
  public SecretServiceKeyring(Map<String, String> environment) {
    this(environment, LIMIT, PATIENCE);
  }

  SecretServiceKeyring(Map<String, String> environment, Duration limit, Duration patience) {
    this.environment = environment;
    this.limit = limit;
    this.patience = patience;
  }

  @Override
  public Optional<Credentials> find(SecretName name) throws KeyringException {
    try (ServiceLink link = open()) {
      ServiceLink.Found found = link.search(attributes(name));
      Optional<DBusPath> item = found.all().stream().findFirst();
      if (item.isEmpty()) {
        return Optional.empty();
      }
      if (found.unlocked().isEmpty()) {
        link.unlock(found.locked());
      }
      return SecretText.read(name.kind(), link.read(item.get()));
    }
  }

  @Override
  public boolean holds(String profile) throws KeyringException {
    try (ServiceLink link = open()) {
      return !link.search(attributes(profile)).all().isEmpty();
    }
  }

  @Override
  public void store(SecretName name, String label, Credentials secret) throws KeyringException {
    byte[] text = SecretText.write(name.kind(), secret);
    try (ServiceLink link = open()) {
      link.create(label, attributes(name), text);
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  @Override
  public boolean forget(String profile) throws KeyringException {
    try (ServiceLink link = open()) {
      ServiceLink.Found found = link.search(attributes(profile));
      link.unlock(found.locked());
      for (DBusPath item : found.all()) {
        link.delete(item);
      }
      return !found.all().isEmpty();
    }
  }

  ServiceLink open() throws KeyringException {
    String address =
        SessionBus.address(environment)
            .orElseThrow(() -> new KeyringException(KeyringTrouble.NO_DESKTOP));
    return new ServiceLink(address, limit, patience);
  }

  private static Map<String, String> attributes(String profile) {
    Map<String, String> attributes = new HashMap<>();
    attributes.put("application", "culvert");
    attributes.put("profile", profile);
    return attributes;
  }

  private static Map<String, String> attributes(SecretName name) {
    Map<String, String> attributes = attributes(name.profile());
    attributes.put("kind", name.kind().wireName());
    name.proxy().ifPresent(proxy -> attributes.put("proxy", proxy));
    return attributes;
  }
}
