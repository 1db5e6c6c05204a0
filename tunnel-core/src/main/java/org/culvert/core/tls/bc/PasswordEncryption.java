package org.culvert.core.tls.bc;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.PBEParameter;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.PBEParametersGenerator;
import org.bouncycastle.crypto.digests.MD5Digest;
import org.bouncycastle.crypto.generators.OpenSSLPBEParametersGenerator;
import org.bouncycastle.crypto.generators.PKCS12ParametersGenerator;
import org.bouncycastle.crypto.generators.PKCS5S1ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.culvert.core.tls.TlsSetupException;
import org.culvert.core.tls.WrongPassphraseException;

/**
 * What locks a key, or a part of a PKCS#12 file: RFC 8018's PBES2 and PBES1, the schemes of RFC
 * 7292, and the headers of OpenSSL's oldest form.
 */
final class PasswordEncryption {
  /** RFC 7292, appendix C. */
  private static final Map<ASN1ObjectIdentifier, KeyFileCipher> PKCS12 =
      Map.of(
          PKCSObjectIdentifiers.pbeWithSHAAnd128BitRC4, KeyFileCipher.rc4(16),
          PKCSObjectIdentifiers.pbeWithSHAAnd40BitRC4, KeyFileCipher.rc4(5),
          PKCSObjectIdentifiers.pbeWithSHAAnd3_KeyTripleDES_CBC, KeyFileCipher.tripleDes(),
          PKCSObjectIdentifiers.pbeWithSHAAnd2_KeyTripleDES_CBC, KeyFileCipher.twoKeyTripleDes(),
          PKCSObjectIdentifiers.pbeWithSHAAnd128BitRC2_CBC, KeyFileCipher.rc2(16),
          PKCSObjectIdentifiers.pbeWithSHAAnd40BitRC2_CBC, KeyFileCipher.rc2(5));

  private static final Map<ASN1ObjectIdentifier, KeyFileCipher> PBES2 =
      Map.of(
          NISTObjectIdentifiers.id_aes128_CBC, KeyFileCipher.aes(16),
          NISTObjectIdentifiers.id_aes192_CBC, KeyFileCipher.aes(24),
          NISTObjectIdentifiers.id_aes256_CBC, KeyFileCipher.aes(32),
          PKCSObjectIdentifiers.des_EDE3_CBC, KeyFileCipher.tripleDes());

  private PasswordEncryption() {}

  /** One lock. Whoever has one has paid for opening it once. */
  interface Lock {
    /** Takes its time; the caller wipes what was inside. */
    byte[] open(byte[] content, Passphrase passphrase)
        throws WrongPassphraseException, TlsSetupException;
  }

  /** Reads how something is locked; derives nothing yet. */
  static Lock of(AlgorithmIdentifier scheme, KeyFileLimits limits) throws TlsSetupException {
    ASN1ObjectIdentifier name = scheme.getAlgorithm();
    if (name.equals(PKCSObjectIdentifiers.id_PBES2)) {
      return pbes2(PBES2Parameters.getInstance(scheme.getParameters()), limits);
    }
    if (name.equals(PKCSObjectIdentifiers.pbeWithMD5AndDES_CBC)
        || name.equals(PKCSObjectIdentifiers.pbeWithSHA1AndDES_CBC)) {
      return pbes1(name, PBEParameter.getInstance(scheme.getParameters()), limits);
    }
    KeyFileCipher cipher = PKCS12.get(name);
    if (cipher != null) {
      return pkcs12(cipher, PKCS12PBEParams.getInstance(scheme.getParameters()), limits);
    }
    throw limits.unsupported(name.getId());
  }

  private static Lock pbes2(PBES2Parameters parameters, KeyFileLimits limits)
      throws TlsSetupException {
    EncryptionScheme encryption = parameters.getEncryptionScheme();
    KeyFileCipher cipher = PBES2.get(encryption.getAlgorithm());
    if (cipher == null) {
      throw limits.unsupported(encryption.getAlgorithm().getId());
    }
    byte[] iv = ASN1OctetString.getInstance(encryption.getParameters()).getOctets();
    KeyDerivation derivation =
        KeyDerivation.of(
            AlgorithmIdentifier.getInstance(parameters.getKeyDerivationFunc().toASN1Primitive()),
            cipher.keyBytes(),
            limits);
    return (content, passphrase) ->
        cipher.decrypt(derivation.derive(passphrase), iv, content, limits);
  }

  private static Lock pbes1(
      ASN1ObjectIdentifier name, PBEParameter parameters, KeyFileLimits limits)
      throws TlsSetupException {
    boolean md5 = name.equals(PKCSObjectIdentifiers.pbeWithMD5AndDES_CBC);
    int rounds = limits.rounds(parameters.getIterationCount(), 1);
    return (content, passphrase) -> {
      var generator =
          new PKCS5S1ParametersGenerator(md5 ? new MD5Digest() : KeyFileDigest.SHA1.start());
      generator.init(passphrase.utf8(), parameters.getSalt(), rounds);
      return decrypt(KeyFileCipher.des(), generator, content, limits);
    };
  }

  private static Lock pkcs12(KeyFileCipher cipher, PKCS12PBEParams parameters, KeyFileLimits limits)
      throws TlsSetupException {
    int hashes =
        KeyFileDigest.SHA1.hashesFor(cipher.keyBytes())
            + KeyFileDigest.SHA1.hashesFor(cipher.ivBytes());
    int rounds = limits.rounds(parameters.getIterations(), hashes);
    return (content, passphrase) -> {
      var generator = new PKCS12ParametersGenerator(KeyFileDigest.SHA1.start());
      generator.init(passphrase.wide(), parameters.getIV(), rounds);
      return decrypt(cipher, generator, content, limits);
    };
  }

  private static byte[] decrypt(
      KeyFileCipher cipher, PBEParametersGenerator generator, byte[] content, KeyFileLimits limits)
      throws WrongPassphraseException, TlsSetupException {
    CipherParameters derived =
        cipher.ivBytes() == 0
            ? generator.generateDerivedParameters(cipher.keyBytes() * 8)
            : generator.generateDerivedParameters(cipher.keyBytes() * 8, cipher.ivBytes() * 8);
    return derived instanceof ParametersWithIV both
        ? cipher.decrypt(key(both.getParameters()), both.getIV(), content, limits)
        : cipher.decrypt(key(derived), new byte[0], content, limits);
  }

  private static byte[] key(CipherParameters derived) {
    return ((KeyParameter) derived).getKey();
  }

  /**
   * How a block is locked whose headers say it: with one round of MD5.
   *
   * @param encryption the value of {@code DEK-Info}: a cipher, a comma, the IV in hex
   */
  static Lock traditional(String encryption, KeyFileLimits limits) throws TlsSetupException {
    String[] parts = encryption.split(",", 2);
    if (parts.length < 2) {
      throw limits.unsupported("one without an IV");
    }
    byte[] iv = HexFormat.of().parseHex(parts[1].strip());
    String name = parts[0].strip().toUpperCase(Locale.ROOT);
    KeyFileCipher cipher =
        switch (name) {
          case "DES-CBC" -> KeyFileCipher.des();
          case "DES-EDE3-CBC" -> KeyFileCipher.tripleDes();
          case "AES-128-CBC" -> KeyFileCipher.aes(16);
          case "AES-192-CBC" -> KeyFileCipher.aes(24);
          case "AES-256-CBC" -> KeyFileCipher.aes(32);
          default -> throw limits.unsupported(name);
        };
    if (iv.length < Long.BYTES) {
      throw limits.unsupported("one with an IV of " + iv.length + " bytes");
    }
    return (content, passphrase) -> {
      var generator = new OpenSSLPBEParametersGenerator();
      generator.init(passphrase.utf8(), Arrays.copyOf(iv, Long.BYTES), 1);
      byte[] key = key(generator.generateDerivedParameters(cipher.keyBytes() * 8));
      return cipher.decrypt(key, iv, content, limits);
    };
  }
}
