package org.culvert.core.tls.bc;

import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
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
    List<Passphrase> meanings = Passphrase.meanings(passphrase);
    try {
      for (Passphrase meaning : meanings) {
        try {
          return open(settings, meaning);
        } catch (WrongPassphraseException e) {
          // Unless it was the last, the next may be what was meant.
        }
      }
      throw new WrongPassphraseException();
    } finally {
      meanings.forEach(Passphrase::close);
    }
  }

  private static TlsSettings open(TlsSettings settings, Passphrase passphrase)
      throws WrongPassphraseException, TlsSetupException {
    if (settings.pkcs12().isEmpty()) {
      return settings.withPrivateKey(openPem(settings.privateKey().orElseThrow(), passphrase));
    }
    byte[] der = settings.pkcs12().get().copyBytes();
    try {
      return Pkcs12Reader.open(der, passphrase).into(settings);
    } finally {
      Arrays.fill(der, (byte) 0);
    }
  }

  /** The first that is locked: a file may hold many, and each takes its time. */
  private static Secret openPem(Secret pem, Passphrase passphrase)
      throws WrongPassphraseException, TlsSetupException {
    KeyFileLimits limits = new KeyFileLimits("key");
    byte[] text = pem.copyBytes();
    try {
      List<Pem.Block> blocks = Pem.blocks(text);
      try {
        for (Pem.Block block : blocks) {
          if (block.label().equals("ENCRYPTED PRIVATE KEY")) {
            EncryptedPrivateKeyInfo info = EncryptedPrivateKeyInfo.getInstance(block.der());
            return pem(
                "PRIVATE KEY",
                PasswordEncryption.of(info.getEncryptionAlgorithm(), limits)
                    .open(info.getEncryptedData(), passphrase));
          }
          if (block.encrypted()) {
            return pem(
                block.label(),
                PasswordEncryption.traditional(block.encryption(), limits)
                    .open(block.der(), passphrase));
          }
        }
      } finally {
        blocks.forEach(block -> Arrays.fill(block.der(), (byte) 0));
      }
      throw limits.unusable("it holds no locked key");
    } catch (IllegalArgumentException e) {
      throw limits.unusable("it cannot be read as a locked private key");
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
