package org.culvert.app.keyring.mac;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.culvert.app.keyring.Keyring;
import org.culvert.app.keyring.KeyringException;
import org.culvert.app.keyring.KeyringTrouble;
import org.culvert.app.keyring.SecretName;
import org.culvert.app.keyring.SecretText;
import org.culvert.core.api.Credentials;

/**
 * The Keychain. A secret is a generic password of the service {@code Culvert}; its account is
 * {@code PROFILE/KIND}, with {@code /HOST:PORT} behind that for a proxy's login. The user name
 * stands in the secret as {@link SecretText} has it, for attributes are not encrypted.
 *
 * <p>One call at a time: whether the user may be asked is set for the whole process, and a secret
 * that is looked up meanwhile would be refused. A call may thus wait for another's user.
 */
public final class KeychainKeyring implements Keyring {
  private static final String SERVICE = "Culvert";

  private final Supplier<KeychainApi> library;
  private final Lock turn = new ReentrantLock();

  /** Loads the frameworks when it is first asked something. */
  public KeychainKeyring() {
    this(Frameworks::new);
  }

  KeychainKeyring(Supplier<KeychainApi> library) {
    this.library = library;
  }

  @Override
  public Optional<Credentials> find(SecretName name) throws KeyringException {
    return inTurn(
        references -> {
          Map<Constant, Long> query = item(references, account(name));
          query.put(Constant.MATCH_LIMIT, references.constant(Constant.MATCH_ONE));
          query.put(Constant.RETURN_DATA, references.constant(Constant.TRUE));
          OptionalLong data = references.matching(query);
          return data.isEmpty()
              ? Optional.empty()
              : SecretText.read(name.kind(), references.take(data.getAsLong()));
        });
  }

  @Override
  public boolean holds(String profile) throws KeyringException {
    return inTurn(
        references -> {
          KeychainApi api = references.api();
          int status = api.allowInteraction(false);
          if (status != Status.DONE) {
            throw Status.failure("SecKeychainSetUserInteractionAllowed", status);
          }
          try {
            return !accounts(references, profile).isEmpty();
          } finally {
            api.allowInteraction(true);
          }
        });
  }

  @Override
  public void store(SecretName name, String label, Credentials secret) throws KeyringException {
    byte[] text = SecretText.write(name.kind(), secret);
    try {
      inTurn(
          references -> {
            Map<Constant, Long> changes = new EnumMap<>(Constant.class);
            changes.put(Constant.LABEL, references.string(label));
            changes.put(Constant.DATA, references.data(text));
            put(references, item(references, account(name)), changes);
            return true;
          });
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  @Override
  public boolean forget(String profile) throws KeyringException {
    return inTurn(
        references -> {
          boolean forgotten = false;
          for (String account : accounts(references, profile)) {
            long query = references.dictionary(item(references, account));
            forgotten |= Status.worked("SecItemDelete", references.api().delete(query));
          }
          return forgotten;
        });
  }

  /** What is done with the Keychain. */
  private interface Work<T> {
    T with(References references) throws KeyringException;
  }

  private <T> T inTurn(Work<T> work) throws KeyringException {
    turn.lock();
    try (References references = new References(library.get())) {
      return work.with(references);
    } catch (LinkageError e) {
      throw new KeyringException(KeyringTrouble.OTHER_SYSTEM, e);
    } finally {
      turn.unlock();
    }
  }

  /** The one with its service and account, of which there is never a second. */
  private static void put(
      References references, Map<Constant, Long> item, Map<Constant, Long> changes)
      throws KeyringException {
    Map<Constant, Long> whole = new EnumMap<>(item);
    whole.putAll(changes);
    int status = references.api().add(references.dictionary(whole));
    String function = "SecItemAdd";
    if (status == Status.DUPLICATE) {
      function = "SecItemUpdate";
      status = references.api().update(references.dictionary(item), references.dictionary(changes));
    }
    if (status != Status.DONE) {
      throw Status.failure(function, status);
    }
  }

  /**
   * Asks for no more than attributes: all secrets at once are refused, for each may need its user.
   */
  private static List<String> accounts(References references, String profile)
      throws KeyringException {
    Map<Constant, Long> query = service(references);
    query.put(Constant.MATCH_LIMIT, references.constant(Constant.MATCH_ALL));
    query.put(Constant.RETURN_ATTRIBUTES, references.constant(Constant.TRUE));
    OptionalLong found = references.matching(query);
    List<String> accounts = new ArrayList<>();
    if (found.isPresent()) {
      KeychainApi api = references.api();
      for (long i = 0; i < api.arrayCount(found.getAsLong()); i++) {
        long item = api.arrayValue(found.getAsLong(), i);
        account(references, item)
            .filter(account -> account.startsWith(prefix(profile)))
            .ifPresent(accounts::add);
      }
    }
    return accounts;
  }

  private static Optional<String> account(References references, long attributes) {
    KeychainApi api = references.api();
    long account = api.dictionaryValue(attributes, references.constant(Constant.ACCOUNT));
    return account != 0 && api.isString(account)
        ? Optional.of(api.text(account))
        : Optional.empty();
  }

  private static Map<Constant, Long> service(References references) throws KeyringException {
    Map<Constant, Long> query = new EnumMap<>(Constant.class);
    query.put(Constant.CLASS, references.constant(Constant.GENERIC_PASSWORD));
    query.put(Constant.SERVICE, references.string(SERVICE));
    return query;
  }

  private static Map<Constant, Long> item(References references, String account)
      throws KeyringException {
    Map<Constant, Long> query = service(references);
    query.put(Constant.ACCOUNT, references.string(account));
    return query;
  }

  private static String prefix(String profile) {
    return profile + "/";
  }

  private static String account(SecretName name) {
    return prefix(name.profile())
        + name.kind().wireName()
        + name.proxy().map(proxy -> "/" + proxy).orElse("");
  }
}
