package org.culvert.core.tls.bc;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PBMAC1Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.DigestInfo;
import org.bouncycastle.crypto.generators.PKCS12ParametersGenerator;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;
import org.culvert.core.tls.TlsSetupException;

/**
 * The seal of a PKCS#12 file, which only its passphrase fits: an HMAC with a key of RFC 7292's own
 * making, or of PBKDF2's (RFC 9579).
 */
final class Pkcs12Mac {
  private static final int LONGEST_KEY = 64;

  private final KeyDerivation derivation;
  private final KeyFileDigest digest;
  private final byte[] expected;

  private Pkcs12Mac(KeyDerivation derivation, KeyFileDigest digest, byte[] expected) {
    this.derivation = derivation;
    this.digest = digest;
    this.expected = expected;
  }

  /** Derives nothing yet. */
  static Pkcs12Mac read(MacData data, KeyFileLimits limits) throws TlsSetupException {
    DigestInfo info = data.getMac();
    ASN1ObjectIdentifier name = info.getAlgorithmId().getAlgorithm();
    if (name.equals(PKCSObjectIdentifiers.id_PBMAC1)) {
      PBMAC1Params parameters = PBMAC1Params.getInstance(info.getAlgorithmId().getParameters());
      return new Pkcs12Mac(
          KeyDerivation.of(
              parameters.getKeyDerivationFunc(), keyLength(parameters, limits), limits),
          KeyFileDigest.of(parameters.getMessageAuthScheme().getAlgorithm(), limits),
          info.getDigest());
    }
    KeyFileDigest digest = KeyFileDigest.of(name, limits);
    int rounds = limits.rounds(data.getIterationCount(), 1);
    return new Pkcs12Mac(
        passphrase -> {
          var generator = new PKCS12ParametersGenerator(digest.start());
          generator.init(passphrase.wide(), data.getSalt(), rounds);
          return ((KeyParameter) generator.generateDerivedMacParameters(digest.bytes() * 8))
              .getKey();
        },
        digest,
        info.getDigest());
  }

  /** RFC 9579, section 4: it must be said, because nothing else tells it. */
  private static int keyLength(PBMAC1Params parameters, KeyFileLimits limits)
      throws TlsSetupException {
    BigInteger length =
        PBKDF2Params.getInstance(parameters.getKeyDerivationFunc().getParameters()).getKeyLength();
    if (length == null
        || length.signum() <= 0
        || length.compareTo(BigInteger.valueOf(LONGEST_KEY)) > 0) {
      throw limits.unsupported("PBMAC1 with a key of " + length + " bytes");
    }
    return length.intValueExact();
  }

  /** Takes its time. */
  boolean fits(byte[] content, Passphrase passphrase) {
    byte[] key = derivation.derive(passphrase);
    HMac mac = new HMac(digest.start());
    mac.init(new KeyParameter(key));
    Arrays.fill(key, (byte) 0);
    mac.update(content, 0, content.length);
    byte[] found = new byte[mac.getMacSize()];
    mac.doFinal(found, 0);
    return MessageDigest.isEqual(found, expected);
  }
}
