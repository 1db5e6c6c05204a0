package org.culvert.core.tls.bc;

import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.misc.ScryptParams;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.generators.SCrypt;
import org.bouncycastle.crypto.params.KeyParameter;
import org.culvert.core.tls.TlsSetupException;

/**
 * Turns a passphrase into a key, as a file asks for it. Whoever has one has paid for using it once.
 */
interface KeyDerivation {
  /** An HMAC hashes twice. */
  int HMAC_HASHES = 2;

  /** Takes its time; the caller wipes the key. */
  byte[] derive(Passphrase passphrase);

  /** RFC 8018's PBKDF2, or scrypt. */
  static KeyDerivation of(AlgorithmIdentifier function, int length, KeyFileLimits limits)
      throws TlsSetupException {
    ASN1ObjectIdentifier name = function.getAlgorithm();
    ASN1Encodable details = function.getParameters();
    if (name.equals(MiscObjectIdentifiers.id_scrypt)) {
      ScryptParams scrypt = ScryptParams.getInstance(details);
      BigInteger cost = scrypt.getCostParameter();
      BigInteger block = scrypt.getBlockSize();
      BigInteger parallel = scrypt.getParallelizationParameter();
      limits.scrypt(cost, block, parallel);
      return passphrase ->
          SCrypt.generate(
              passphrase.utf8(),
              scrypt.getSalt(),
              cost.intValueExact(),
              block.intValueExact(),
              parallel.intValueExact(),
              length);
    }
    if (!name.equals(PKCSObjectIdentifiers.id_PBKDF2)) {
      throw limits.unsupported(name.getId());
    }
    PBKDF2Params parameters = PBKDF2Params.getInstance(details);
    KeyFileDigest digest = KeyFileDigest.of(parameters.getPrf().getAlgorithm(), limits);
    int rounds =
        limits.rounds(parameters.getIterationCount(), HMAC_HASHES * digest.hashesFor(length));
    return passphrase -> {
      var generator = new PKCS5S2ParametersGenerator(digest.start());
      generator.init(passphrase.utf8(), parameters.getSalt(), rounds);
      return ((KeyParameter) generator.generateDerivedParameters(length * 8)).getKey();
    };
  }
}
