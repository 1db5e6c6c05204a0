package org.culvert.core.tls.bc;

import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.culvert.core.api.Secret;
import org.culvert.core.profile.TlsSettings;
import org.culvert.core.tls.TlsSetupException;
import org.culvert.core.tls.WrongPassphraseException;

/** Opens private keys that a passphrase locks: PEM keys, old and modern, and PKCS#12 files. */
public final class LockedKeys {
  private LockedKeys() {}

  /** The directive that holds a locked key; empty when nothing is locked. */
  public static Optional<String> lockedBy(TlsSettings settings) {
    if (settings.pkcs12().isPresent()) {
      return Optional.of("pkcs12");
    }
    return settings.privateKey().filter(LockedKeys::isLocked).map(_ -> "key");
  }

  private static boolean isLocked(Secret pem) {
    byte[] text = pem.copyBytes();
    try {
      boolean locked = false;
      for (Pem.Block block : Pem.blocks(text)) {
        locked |= block.encrypted() || block.label().equals("ENCRYPTED PRIVATE KEY");
        Arrays.fill(block.der(), (byte) 0);
      }
      return locked;
    } catch (IllegalArgumentException e) {
      return false; // its reader says what is wrong
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  /**
   * The settings with the key in the open, and with the certificates of a PKCS#12 file where the
   * profile has none of its own.
   *
   * @param passphrase as typed, in UTF-8; stays the caller's
   */
  public static TlsSettings open(TlsSettings settings, Secret passphrase)
      throws WrongPassphraseException, TlsSetupException {
    byte[] password = passphrase.copyBytes();
    try {
      return settings.pkcs12().isPresent()
          ? Pkcs12File.open(settings.pkcs12().get(), password).into(settings)
          : settings.withPrivateKey(openPem(settings.privateKey().orElseThrow(), password));
    } finally {
      Arrays.fill(password, (byte) 0);
    }
  }

  private static Secret openPem(Secret pem, byte[] password)
      throws WrongPassphraseException, TlsSetupException {
    byte[] text = pem.copyBytes();
    try {
      for (Pem.Block block : Pem.blocks(text)) {
        if (block.label().equals("ENCRYPTED PRIVATE KEY")) {
          EncryptedPrivateKeyInfo info = EncryptedPrivateKeyInfo.getInstance(block.der());
          return pem(
              "PRIVATE KEY",
              PasswordEncryption.open(
                  info.getEncryptionAlgorithm(), info.getEncryptedData(), password));
        }
        if (block.encrypted()) {
          return pem(
              block.label(),
              PasswordEncryption.openTraditional(block.encryption(), block.der(), password));
        }
      }
      throw Certificates.unusable("key", "it holds no locked key", null);
    } catch (IllegalArgumentException e) {
      throw Certificates.unusable("key", "it cannot be read as a locked private key", null);
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  /** Wipes {@code der}. A result that is no ASN.1 comes of a wrong passphrase. */
  static Secret pem(String label, byte[] der) throws WrongPassphraseException {
    try {
      org.bouncycastle.asn1.ASN1Sequence.getInstance(
          org.bouncycastle.asn1.ASN1Primitive.fromByteArray(der));
    } catch (IOException | RuntimeException e) {
      Arrays.fill(der, (byte) 0);
      throw new WrongPassphraseException();
    }
    byte[] body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encode(der);
    byte[] begin = Pem.ascii("-----BEGIN " + label + "-----\n");
    byte[] end = Pem.ascii("\n-----END " + label + "-----\n");
    byte[] text = Arrays.copyOf(begin, begin.length + body.length + end.length);
    System.arraycopy(body, 0, text, begin.length, body.length);
    System.arraycopy(end, 0, text, begin.length + body.length, end.length);
    Arrays.fill(body, (byte) 0);
    Arrays.fill(der, (byte) 0);
    return Secret.owning(text);
  }
}
