package org.culvert.core.profile;

import org.culvert.core.api.Secret;

/** How control packets are authenticated or encrypted before TLS; wire reference section 3. */
public sealed interface ControlWrapping {

  /** Plain control packets. */
  record None() implements ControlWrapping {}

  /**
   * An HMAC in front of each control packet.
   *
   * @param digest OpenVPN's name in upper case, for example SHA1 or SHA256
   */
  record TlsAuth(StaticKey key, KeyDirection direction, String digest) implements ControlWrapping {}

  /** Encrypted and authenticated control packets. */
  record TlsCrypt(StaticKey key) implements ControlWrapping {}

  /**
   * As tls-crypt, with a key that only this client has.
   *
   * @param wrappedKey the key in a form that only the server can read, with whatever else its
   *     administrator put there; sent as it is
   */
  record TlsCryptV2(StaticKey key, Secret wrappedKey) implements ControlWrapping {}

  /** The side of a static key that we use; bidirectional when the profile names none. */
  enum KeyDirection {
    BIDIRECTIONAL,
    NORMAL,
    INVERSE
  }
}
