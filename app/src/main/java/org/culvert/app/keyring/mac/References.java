package org.culvert.app.keyring.mac;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.culvert.app.keyring.KeyringException;
import org.culvert.app.keyring.KeyringTrouble;
import org.culvert.app.keyring.sys.SecretMemory;

/** The references of one call, released when that is over, and its secrets, wiped after that. */
final class References implements AutoCloseable {
  private final KeychainApi api;
  private final Deque<Long> owned = new ArrayDeque<>();
  private final List<SecretMemory> secrets = new ArrayList<>();

  References(KeychainApi api) {
    this.api = api;
  }

  KeychainApi api() {
    return api;
  }

  long constant(Constant name) {
    return api.constant(name);
  }

  long string(String text) throws KeyringException {
    return own(api.createString(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Data with a copy of {@code secret}, which stays the caller's. */
  long data(byte[] secret) throws KeyringException {
    SecretMemory memory = SecretMemory.copyOf(secret);
    secrets.add(memory);
    return own(api.createData(memory.address(), secret.length));
  }

  /** Copies a secret out of data that is ours alone, and overwrites it there. */
  byte[] take(long data) {
    return SecretMemory.take(api.dataBytes(data), Math.toIntExact(api.dataLength(data)));
  }

  long dictionary(Map<Constant, Long> entries) throws KeyringException {
    long[] keys = entries.keySet().stream().mapToLong(api::constant).toArray();
    long[] values = entries.values().stream().mapToLong(Long::longValue).toArray();
    return own(api.createDictionary(keys, values));
  }

  /** What matches; nothing where nothing does. */
  OptionalLong matching(Map<Constant, Long> query) throws KeyringException {
    long[] result = new long[1];
    if (!Status.worked("SecItemCopyMatching", api.copyMatching(dictionary(query), result))) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(own(result[0]));
  }

  private long own(long reference) throws KeyringException {
    if (reference == 0) {
      throw new KeyringException(
          KeyringTrouble.FAILED, new IOException("CoreFoundation created nothing"));
    }
    owned.push(reference);
    return reference;
  }

  @Override
  public void close() {
    owned.forEach(api::release);
    secrets.forEach(SecretMemory::close);
  }
}
