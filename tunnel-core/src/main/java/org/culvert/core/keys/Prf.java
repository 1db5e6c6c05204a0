package org.culvert.core.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

/** The pseudo-random function of TLS 1.0, with MD5 and SHA-1 (wire reference 5.3). */
final class Prf {
  private Prf() {}

  /**
   * Bytes derived from a secret.
   *
   * @param seeds follow the label as if they were one; not changed
   * @return a fresh array that the caller wipes
   */
  static byte[] derive(byte[] secret, String label, int length, byte[]... seeds) {
    int half = (secret.length + 1) / 2;
    byte[] output = new byte[length];
    byte[] name = label.getBytes(StandardCharsets.US_ASCII);
    mix(output, "HmacMD5", secret, 0, half, name, seeds);
    mix(output, "HmacSHA1", secret, secret.length - half, half, name, seeds);
    return output;
  }

  /** Combines {@code output} with P_hash of one half of the secret. */
  private static void mix(
      byte[] output,
      String algorithm,
      byte[] secret,
      int offset,
      int length,
      byte[] label,
      byte[][] seeds) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret, offset, length, algorithm));
      byte[] chain = seeded(mac, label, seeds);
      byte[] block = new byte[chain.length];
      for (int at = 0; at < output.length; at += block.length) {
        mac.update(chain);
        finish(mac, block, label, seeds);
        for (int i = 0; i < block.length && at + i < output.length; i++) {
          output[at + i] ^= block[i];
        }
        mac.update(chain);
        mac.doFinal(chain, 0);
      }
      Arrays.fill(chain, (byte) 0);
      Arrays.fill(block, (byte) 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime offers no " + algorithm, e);
    }
  }

  private static byte[] seeded(Mac mac, byte[] label, byte[][] seeds) throws ShortBufferException {
    byte[] result = new byte[mac.getMacLength()];
    finish(mac, result, label, seeds);
    return result;
  }

  private static void finish(Mac mac, byte[] target, byte[] label, byte[][] seeds)
      throws ShortBufferException {
    mac.update(label);
    for (byte[] seed : seeds) {
      mac.update(seed);
    }
    mac.doFinal(target, 0);
  }
}
