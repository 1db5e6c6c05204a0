package org.culvert.app.keyring.dbus;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.Arrays;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.SecretKey;
import javax.crypto.interfaces.DHPublicKey;
import javax.crypto.spec.DHParameterSpec;
import javax.crypto.spec.DHPublicKeySpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Our half of a Diffie-Hellman exchange, as the Secret Service specification has it: "an AES key is
 * derived from the shared secret using HKDF with NULL salt and empty info, and SHA-256". It keeps
 * secrets out of the buffers and logs of the bus; the group is too small for more.
 */
@SuppressWarnings("InsecureCryptoUsage") // The specification knows no other group.
final class KeyExchange {
  static final String ALGORITHM = "dh-ietf1024-sha256-aes128-cbc-pkcs7";

  /** RFC 2409, section 6.2: the second Oakley group. */
  private static final DHParameterSpec GROUP =
      new DHParameterSpec(
          new BigInteger(
              """
              FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74
              020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F1437
              4FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED
              EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE65381FFFFFFFFFFFFFFFF
              """
                  .replace("\n", ""),
              16),
          BigInteger.TWO);

  private static final int KEY_BYTES = 16;

  private final KeyPair ours;

  KeyExchange() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("DH");
    generator.initialize(GROUP);
    ours = generator.generateKeyPair();
  }

  /** What the other side needs: a number, in network byte order. */
  byte[] publicKey() {
    byte[] number = ((DHPublicKey) ours.getPublic()).getY().toByteArray();
    // Java writes a sign in front, which may take a byte of its own.
    return number[0] == 0 ? Arrays.copyOfRange(number, 1, number.length) : number;
  }

  /**
   * The key that both sides have now.
   *
   * @param theirs the other side's {@link #publicKey}
   * @throws GeneralSecurityException also for a number that would give the key away
   */
  SecretKey agree(byte[] theirs) throws GeneralSecurityException {
    PublicKey other =
        KeyFactory.getInstance("DH")
            .generatePublic(
                new DHPublicKeySpec(new BigInteger(1, theirs), GROUP.getP(), GROUP.getG()));
    KeyAgreement agreement = KeyAgreement.getInstance("DH");
    agreement.init(ours.getPrivate());
    agreement.doPhase(other, true);
    byte[] shared = agreement.generateSecret();
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveKey(
              "AES",
              HKDFParameterSpec.ofExtract().addIKM(shared).thenExpand(new byte[0], KEY_BYTES));
    } finally {
      Arrays.fill(shared, (byte) 0);
    }
  }
}
