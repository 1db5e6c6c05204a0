package org.culvert.core.profile;

import java.util.Arrays;
import java.util.Optional;
import org.culvert.core.api.Secret;

/**
 * The text form of a tls-crypt-v2 client key: base64 of our 256 bytes and, behind them, the same
 * wrapped for the server, between two marks.
 */
final class ClientKeyText {
  private static final String TYPE = "OpenVPN tls-crypt-v2 client key";

  /** Tag, wrapped key and length. */
  private static final int MIN_WRAPPED = 32 + StaticKey.LENGTH + 2;

  private static final int MAX_WRAPPED = 1024;

  private ClientKeyText() {}

  static Optional<ControlWrapping.TlsCryptV2> read(String text) {
    for (PemText.Section section : PemText.sections(text)) {
      if (section.type().equals(TYPE)) {
        return keys(section);
      }
    }
    return Optional.empty();
  }

  private static Optional<ControlWrapping.TlsCryptV2> keys(PemText.Section section) {
    byte[] bytes;
    try {
      bytes = section.bytes();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    try {
      int wrapped = bytes.length - StaticKey.LENGTH;
      if (wrapped < MIN_WRAPPED || wrapped > MAX_WRAPPED || !saysItsLength(bytes, wrapped)) {
        return Optional.empty();
      }
      return Optional.of(
          new ControlWrapping.TlsCryptV2(
              new StaticKey(Secret.owning(Arrays.copyOf(bytes, StaticKey.LENGTH))),
              Secret.owning(Arrays.copyOfRange(bytes, StaticKey.LENGTH, bytes.length))));
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /** The last two bytes count the wrapped part: cheap proof that nothing is missing. */
  private static boolean saysItsLength(byte[] bytes, int wrapped) {
    int said = (bytes[bytes.length - 2] & 0xff) << 8 | (bytes[bytes.length - 1] & 0xff);
    return said == wrapped;
  }

  /** What the text is instead, if that can be told. */
  static Optional<MaterialCode> describe(String text) {
    if (text.contains("OpenVPN tls-crypt-v2 server key")) {
      return Optional.of(MaterialCode.KEY_OF_A_SERVER);
    }
    if (text.contains("OpenVPN Static key V1")) {
      return Optional.of(MaterialCode.KEY_IS_STATIC);
    }
    return text.contains(TYPE) ? Optional.of(MaterialCode.CLIENT_KEY_DAMAGED) : Optional.empty();
  }
}
