package org.culvert.core.control;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.Secret;
import org.culvert.core.fuzz.FuzzTarget;
import org.culvert.core.keys.KeySource;

/** The key exchange message of both sides. */
public final class KeyMessageFuzz implements FuzzTarget {
  /** For the list of targets. */
  public KeyMessageFuzz() {}

  @Override
  public String name() {
    return "key-message";
  }

  @Override
  public List<byte[]> seeds() {
    SecureRandom random = new SecureRandom();
    try {
      byte[] server =
          new KeyMessage(KeySource.server(random), "V4,tls-server", Optional.empty(), "").encode();
      byte[] client =
          new KeyMessage(
                  KeySource.client(random),
                  "V4,dev-type tun,tls-client",
                  Optional.of(new Credentials("ann", Secret.ofText("pass"))),
                  "IV_VER=1\nIV_PROTO=8094\n")
              .encode();
      // Random numbers would make every run begin elsewhere.
      java.util.Arrays.fill(server, 5, 5 + KeySource.SERVER_LENGTH, (byte) 7);
      java.util.Arrays.fill(client, 5, 5 + KeySource.CLIENT_LENGTH, (byte) 7);
      return List.of(prefixed(0, server), prefixed(1, client));
    } catch (KeyMessageException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] prefixed(int first, byte[] rest) {
    return ByteBuffer.allocate(1 + rest.length).put((byte) first).put(rest).array();
  }

  @Override
  public void run(byte[] input) {
    if (input.length == 0) {
      return;
    }
    byte[] bytes = java.util.Arrays.copyOfRange(input, 1, input.length);
    try {
      KeyMessage.decode(bytes, (input[0] & 1) == 1)
          .ifPresent(decoded -> assertTrue(decoded.length() <= bytes.length));
    } catch (KeyMessageException refused) {
      // What cannot become a message is said in this way.
    }
  }
}
