package org.culvert.core.profile;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.culvert.core.api.Secret;

/** The text form of an OpenVPN static key: 256 bytes in hex between two marks. */
final class StaticKeyText {
  private static final String TYPE = "OpenVPN Static key V1";

  private StaticKeyText() {}

  static Optional<StaticKey> read(String text) {
    for (PemText.Section section : PemText.sections(text)) {
      if (section.type().equals(TYPE)) {
        return hex(section.body());
      }
    }
    return Optional.empty();
  }

  /** What the text is instead, if that can be told. */
  static Optional<MaterialCode> describe(String text) {
    if (text.contains("OpenVPN tls-crypt-v2 client key")) {
      return Optional.of(MaterialCode.KEY_FOR_CRYPT_V2);
    }
    if (text.contains("OpenVPN tls-crypt-v2 server key")) {
      return Optional.of(MaterialCode.KEY_OF_A_SERVER);
    }
    return Optional.empty();
  }

  private static Optional<StaticKey> hex(String body) {
    char[] digits = new char[StaticKey.LENGTH * 2];
    int count = 0;
    try {
      for (String line : body.split("\n", -1)) {
        String stripped = line.strip();
        if (stripped.startsWith("#") || stripped.startsWith(";")) {
          continue;
        }
        for (int i = 0; i < stripped.length(); i++) {
          char c = stripped.charAt(i);
          if (Words.isBlank(c)) {
            continue;
          }
          if (count == digits.length || !HexFormat.isHexDigit(c)) {
            return Optional.empty();
          }
          digits[count++] = c;
        }
      }
      if (count != digits.length) {
        return Optional.empty();
      }
      return Optional.of(
          new StaticKey(Secret.owning(HexFormat.of().parseHex(digits, 0, digits.length))));
    } finally {
      Arrays.fill(digits, '\0');
    }
  }
}
