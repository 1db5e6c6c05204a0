package org.culvert.core.tls.bc;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.misc.ScryptParams;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PBEParameter;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.PBEParametersGenerator;
import org.bouncycastle.crypto.digests.MD5Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA224Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.generators.OpenSSLPBEParametersGenerator;
import org.bouncycastle.crypto.generators.PKCS12ParametersGenerator;
import org.bouncycastle.crypto.generators.PKCS5S1ParametersGenerator;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.generators.SCrypt;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.culvert.core.tls.TlsSetupException;
import org.culvert.core.tls.WrongPassphraseException;

/**
 * What locks a PEM key: RFC 8018's PBES2 and PBES1, the PKCS#12 scheme, and the headers of
 * OpenSSL's oldest form. The counts in a file are a stranger's: they are bounded.
 */
final class PasswordEncryption {
  private static final int MOST_ROUNDS = 10_000_000;

  /** OpenSSL's own choice takes 16 MiB; more would be somebody's attempt on our memory. */
  private static final long MOST_SCRYPT_BYTES = 16L << 20;

  private static final ASN1ObjectIdentifier MD5_DES = PKCSObjectIdentifiers.pbeWithMD5AndDES_CBC;
  private static final ASN1ObjectIdentifier SHA1_DES = PKCSObjectIdentifiers.pbeWithSHA1AndDES_CBC;

  private PasswordEncryption() {}

  /** How the content is encrypted: a transformation of the JDK, its key and its IV. */
  // Lives between deriving the key and using it; nothing compares it.
  @SuppressWarnings("ArrayRecordComponent")
  private record Key(String algorithm, byte[] key, byte[] iv) {}

  /** Opens the content of an {@code ENCRYPTED PRIVATE KEY}. */
  static byte[] open(AlgorithmIdentifier scheme, byte[] content, byte[] password)
      throws WrongPassphraseException, TlsSetupException {
    ASN1ObjectIdentifier kind = scheme.getAlgorithm();
    if (kind.equals(PKCSObjectIdentifiers.id_PBES2)) {
      return decrypt(pbes2(PBES2Parameters.getInstance(scheme.getParameters()), password), content);
    }
    if (kind.equals(MD5_DES) || kind.equals(SHA1_DES)) {
      PBEParameter parameters = PBEParameter.getInstance(scheme.getParameters());
      Digest digest = kind.equals(MD5_DES) ? new MD5Digest() : new SHA1Digest();
      var generator = new PKCS5S1ParametersGenerator(digest);
      generator.init(password, parameters.getSalt(), rounds(parameters.getIterationCount()));
      return decrypt(withIv(generator, "DES", 8), content);
    }
    if (kind.equals(PKCSObjectIdentifiers.pbeWithSHAAnd3_KeyTripleDES_CBC)) {
      PKCS12PBEParams parameters = PKCS12PBEParams.getInstance(scheme.getParameters());
      byte[] wide =
          PBEParametersGenerator.PKCS12PasswordToBytes(
              new String(password, StandardCharsets.UTF_8).toCharArray());
      var generator = new PKCS12ParametersGenerator(new SHA1Digest());
      generator.init(wide, parameters.getIV(), rounds(parameters.getIterations()));
      Key key = withIv(generator, "DESede", 24);
      Arrays.fill(wide, (byte) 0);
      return decrypt(key, content);
    }
    throw unknown(kind.getId());
  }

  private static Key withIv(PBEParametersGenerator generator, String algorithm, int keyLength) {
    var derived =
        (ParametersWithIV) generator.generateDerivedParameters(keyLength * 8, Long.BYTES * 8);
    return new Key(algorithm, ((KeyParameter) derived.getParameters()).getKey(), derived.getIV());
  }

  private static Key pbes2(PBES2Parameters parameters, byte[] password) throws TlsSetupException {
    ASN1ObjectIdentifier cipher = parameters.getEncryptionScheme().getAlgorithm();
    int length;
    if (cipher.equals(NISTObjectIdentifiers.id_aes128_CBC)) {
      length = 16;
    } else if (cipher.equals(NISTObjectIdentifiers.id_aes192_CBC)
        || cipher.equals(PKCSObjectIdentifiers.des_EDE3_CBC)) {
      length = 24;
    } else if (cipher.equals(NISTObjectIdentifiers.id_aes256_CBC)) {
      length = 32;
    } else {
      throw unknown(cipher.getId());
    }
    byte[] iv =
        ASN1OctetString.getInstance(parameters.getEncryptionScheme().getParameters()).getOctets();
    return new Key(
        cipher.equals(PKCSObjectIdentifiers.des_EDE3_CBC) ? "DESede" : "AES",
        derive(parameters, password, length),
        iv);
  }

  private static byte[] derive(PBES2Parameters parameters, byte[] password, int length)
      throws TlsSetupException {
    ASN1ObjectIdentifier function = parameters.getKeyDerivationFunc().getAlgorithm();
    var details = parameters.getKeyDerivationFunc().getParameters();
    if (function.equals(MiscObjectIdentifiers.id_scrypt)) {
      ScryptParams scrypt = ScryptParams.getInstance(details);
      int cost = scrypt.getCostParameter().intValueExact();
      int block = scrypt.getBlockSize().intValueExact();
      int parallel = scrypt.getParallelizationParameter().intValueExact();
      if (cost <= 1
          || block <= 0
          || parallel <= 0
          || parallel > 16
          || 128L * cost * block > MOST_SCRYPT_BYTES) {
        throw unknown("scrypt with a cost of " + cost + ", " + block + " and " + parallel);
      }
      return SCrypt.generate(password, scrypt.getSalt(), cost, block, parallel, length);
    }
    if (!function.equals(PKCSObjectIdentifiers.id_PBKDF2)) {
      throw unknown(function.getId());
    }
    PBKDF2Params pbkdf2 = PBKDF2Params.getInstance(details);
    var generator = new PKCS5S2ParametersGenerator(digest(pbkdf2.getPrf().getAlgorithm()));
    generator.init(password, pbkdf2.getSalt(), rounds(pbkdf2.getIterationCount()));
    return ((KeyParameter) generator.generateDerivedParameters(length * 8)).getKey();
  }

  private static Digest digest(ASN1ObjectIdentifier prf) throws TlsSetupException {
    if (prf.equals(PKCSObjectIdentifiers.id_hmacWithSHA1)) {
      return new SHA1Digest();
    }
    if (prf.equals(PKCSObjectIdentifiers.id_hmacWithSHA224)) {
      return new SHA224Digest();
    }
    if (prf.equals(PKCSObjectIdentifiers.id_hmacWithSHA256)) {
      return new SHA256Digest();
    }
    if (prf.equals(PKCSObjectIdentifiers.id_hmacWithSHA384)) {
      return new SHA384Digest();
    }
    if (prf.equals(PKCSObjectIdentifiers.id_hmacWithSHA512)) {
      return new SHA512Digest();
    }
    throw unknown(prf.getId());
  }

  /**
   * Opens a block whose headers say how it is locked.
   *
   * @param encryption the value of {@code DEK-Info}: a cipher, a comma, the IV in hex
   */
  static byte[] openTraditional(String encryption, byte[] content, byte[] password)
      throws WrongPassphraseException, TlsSetupException {
    String[] parts = encryption.split(",", 2);
    if (parts.length < 2) {
      throw unknown("one without an IV");
    }
    byte[] iv = HexFormat.of().parseHex(parts[1].strip());
    String name = parts[0].strip().toUpperCase(Locale.ROOT);
    int length =
        switch (name) {
          case "DES-CBC" -> 8;
          case "AES-128-CBC" -> 16;
          case "DES-EDE3-CBC", "AES-192-CBC" -> 24;
          case "AES-256-CBC" -> 32;
          default -> throw unknown(name);
        };
    if (iv.length < Long.BYTES) {
      throw unknown("one with an IV of " + iv.length + " bytes");
    }
    var generator = new OpenSSLPBEParametersGenerator();
    generator.init(password, Arrays.copyOf(iv, Long.BYTES), 1);
    byte[] key = ((KeyParameter) generator.generateDerivedParameters(length * 8)).getKey();
    String algorithm = name.startsWith("AES") ? "AES" : name.equals("DES-CBC") ? "DES" : "DESede";
    return decrypt(new Key(algorithm, key, iv), content);
  }

  private static byte[] decrypt(Key key, byte[] content)
      throws WrongPassphraseException, TlsSetupException {
    try {
      Cipher cipher = Cipher.getInstance(key.algorithm() + "/CBC/PKCS5Padding");
      cipher.init(
          Cipher.DECRYPT_MODE,
          new SecretKeySpec(key.key(), key.algorithm()),
          new IvParameterSpec(key.iv()));
      return cipher.doFinal(content);
    } catch (BadPaddingException e) {
      throw new WrongPassphraseException();
    } catch (IllegalBlockSizeException e) {
      throw Certificates.unusable("key", "it is cut off", null);
    } catch (GeneralSecurityException e) {
      throw Certificates.unusable("key", "its encryption cannot be used", null);
    } finally {
      Arrays.fill(key.key(), (byte) 0);
    }
  }

  private static int rounds(BigInteger count) throws TlsSetupException {
    if (count.signum() <= 0 || count.bitLength() > 31 || count.intValue() > MOST_ROUNDS) {
      throw unknown("one with " + count.bitLength() + " bits of rounds");
    }
    return count.intValue();
  }

  private static TlsSetupException unknown(String what) {
    return Certificates.unusable(
        "key", "it is locked in a way that is not supported (" + Text.clean(what) + ")", null);
  }
}
