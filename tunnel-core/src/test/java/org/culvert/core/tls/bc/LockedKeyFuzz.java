package org.culvert.core.tls.bc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.culvert.core.api.Secret;
import org.culvert.core.fuzz.FuzzTarget;
import org.culvert.core.profile.TlsSettings;
import org.culvert.core.tls.TlsSetupException;
import org.culvert.core.tls.WrongPassphraseException;

/**
 * Keys that a passphrase locks. The first byte says whether the rest is a PEM or a PKCS#12 file,
 * and whether the passphrase is the right one, another or empty; what opens goes on to TLS.
 */
public final class LockedKeyFuzz implements FuzzTarget {
  private static final int PKCS12 = 1;
  private static final List<String> PASSPHRASES = List.of("öpen sesame", "", "another");

  /** For the list of targets. */
  public LockedKeyFuzz() {}

  @Override
  public String name() {
    return "locked-key";
  }

  @Override
  public List<byte[]> seeds() {
    return Stream.of(
            seed(0, "pbes2-aes256.pem"),
            seed(0, "pbes2-scrypt.pem"),
            seed(0, "pkcs12-des3.pem"),
            seed(0, "pbes1-md5-des.pem"),
            seed(0, "old-ec-aes256.pem"),
            seed(0, "old-rsa-aes128.pem"),
            seed(PKCS12, "modern.p12"),
            seed(PKCS12, "legacy.p12"),
            seed(PKCS12, "rc4.p12"),
            seed(PKCS12, "unsealed.p12"),
            seed(PKCS12, "open.p12"),
            seed(PKCS12 | 2, "untold.p12"))
        .toList();
  }

  private static byte[] seed(int first, String name) {
    try (InputStream in = LockedKeyFuzz.class.getResourceAsStream("locked/" + name)) {
      byte[] content = Objects.requireNonNull(in, name).readAllBytes();
      return ByteBuffer.allocate(1 + content.length).put((byte) first).put(content).array();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The scrypt that OpenSSL chooses by itself works on 16 MiB, which Bouncy Castle has in pieces of
   * a few KiB; the rest is for everything else.
   */
  @Override
  public long budget() {
    return FuzzTarget.super.budget() * 3 / 2;
  }

  @Override
  public void run(byte[] input) {
    if (input.length == 0) {
      return;
    }
    byte[] content = Arrays.copyOfRange(input, 1, input.length);
    String passphrase = PASSPHRASES.get(Math.floorMod(input[0] >> 1, PASSPHRASES.size()));
    TlsSettings settings =
        (input[0] & PKCS12) != 0
            ? new Settings().pkcs12(content).build()
            : new Settings().key(new String(content, StandardCharsets.ISO_8859_1)).build();
    if (LockedKeys.lockedBy(settings).isEmpty()) {
      return;
    }
    try {
      TlsSettings opened = LockedKeys.open(settings, Secret.ofText(passphrase));
      BcTlsClientFactory.of(opened).ownCertificateProblem(0);
    } catch (WrongPassphraseException | TlsSetupException refused) {
      // What cannot be opened or used is said in this way.
    }
  }
}
