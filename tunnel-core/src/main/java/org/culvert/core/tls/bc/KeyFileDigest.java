package org.culvert.core.tls.bc;

import java.util.Map;
import java.util.function.Supplier;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.crypto.ExtendedDigest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA224Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.culvert.core.tls.TlsSetupException;

/**
 * A hash that keys are derived and key files are sealed with.
 *
 * @param bytes its length
 */
record KeyFileDigest(Supplier<ExtendedDigest> maker, int bytes) {
  static final KeyFileDigest SHA1 = new KeyFileDigest(SHA1Digest::new, 20);
  private static final KeyFileDigest SHA224 = new KeyFileDigest(SHA224Digest::new, 28);
  private static final KeyFileDigest SHA256 = new KeyFileDigest(SHA256Digest::new, 32);
  private static final KeyFileDigest SHA384 = new KeyFileDigest(SHA384Digest::new, 48);
  private static final KeyFileDigest SHA512 = new KeyFileDigest(SHA512Digest::new, 64);

  private static final Map<ASN1ObjectIdentifier, KeyFileDigest> KNOWN =
      Map.of(
          OIWObjectIdentifiers.idSHA1, SHA1,
          PKCSObjectIdentifiers.id_hmacWithSHA1, SHA1,
          NISTObjectIdentifiers.id_sha224, SHA224,
          PKCSObjectIdentifiers.id_hmacWithSHA224, SHA224,
          NISTObjectIdentifiers.id_sha256, SHA256,
          PKCSObjectIdentifiers.id_hmacWithSHA256, SHA256,
          NISTObjectIdentifiers.id_sha384, SHA384,
          PKCSObjectIdentifiers.id_hmacWithSHA384, SHA384,
          NISTObjectIdentifiers.id_sha512, SHA512,
          PKCSObjectIdentifiers.id_hmacWithSHA512, SHA512);

  /** By its own name, or by that of the HMAC with it. */
  static KeyFileDigest of(ASN1ObjectIdentifier name, KeyFileLimits limits)
      throws TlsSetupException {
    KeyFileDigest digest = KNOWN.get(name);
    if (digest == null) {
      throw limits.unsupported(name.getId());
    }
    return digest;
  }

  ExtendedDigest start() {
    return maker.get();
  }

  /** How many of them {@code length} bytes take. */
  int hashesFor(int length) {
    return Math.ceilDiv(length, bytes);
  }
}
