package org.culvert.core.sim;

import java.nio.charset.StandardCharsets;
import org.culvert.core.api.Secret;
import org.culvert.core.profile.ControlWrapping;
import org.culvert.core.profile.StaticKey;
import org.culvert.core.wrap.WrappedClientKey;

/** A tls-crypt-v2 server's key and one of its clients', always the same. */
final class SimClientKey {
  private SimClientKey() {}

  static Secret serverKey() {
    byte[] bytes = new byte[WrappedClientKey.SERVER_KEY];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 5 + 3);
    }
    return Secret.owning(bytes);
  }

  static ControlWrapping wrapping() {
    return wrapping(serverKey(), "\0somebody".getBytes(StandardCharsets.US_ASCII));
  }

  /** With as much metadata as a key can carry. */
  static ControlWrapping longest() {
    return wrapping(serverKey(), new byte[734]);
  }

  static ControlWrapping wrapping(Secret serverKey, byte[] metadata) {
    StaticKey key = SimTunnel.key((byte) 4);
    return new ControlWrapping.TlsCryptV2(
        key, Secret.owning(WrappedClientKey.seal(serverKey, key, metadata)));
  }
}
