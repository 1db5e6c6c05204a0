package org.culvert.core.tls.bc;

import java.math.BigInteger;
import org.culvert.core.tls.TlsSetupException;

/**
 * What opening one key file may cost. The counts in a file are a stranger's: whoever reads them
 * pays for them here before anything is derived, and all of a file together have one budget.
 */
final class KeyFileLimits {
  /** Takes some seconds; what tools choose by themselves is below a hundredth of it. */
  private static final int MOST_HASHES = 10_000_000;

  /** OpenSSL's own choice takes 16 MiB; more would be somebody's attempt on our memory. */
  private static final long MOST_SCRYPT_BYTES = 16L << 20;

  private static final long MOST_SCRYPT_BLOCKS = 1L << 20;

  private static final BigInteger SCRYPT_UNIT = BigInteger.valueOf(128);

  private final String directive;
  private long left = MOST_HASHES;

  /**
   * @param directive the profile's word for the file
   */
  KeyFileLimits(String directive) {
    this.directive = directive;
  }

  /**
   * Pays for hashing again and again.
   *
   * @param hashes how many each round takes
   */
  int rounds(BigInteger count, int hashes) throws TlsSetupException {
    if (count.signum() <= 0) {
      throw unsupported("no rounds");
    }
    pay(count.multiply(BigInteger.valueOf(hashes)));
    return count.intValueExact();
  }

  /** Pays for scrypt (RFC 7914), with its N, r and p. */
  void scrypt(BigInteger cost, BigInteger block, BigInteger parallel) throws TlsSetupException {
    BigInteger unit = block.multiply(SCRYPT_UNIT);
    if (cost.compareTo(BigInteger.ONE) <= 0
        || block.signum() <= 0
        || parallel.signum() <= 0
        || unit.multiply(cost).compareTo(BigInteger.valueOf(MOST_SCRYPT_BYTES)) > 0
        || unit.multiply(parallel).compareTo(BigInteger.valueOf(MOST_SCRYPT_BLOCKS)) > 0) {
      throw unsupported("scrypt that takes more than 16 MiB");
    }
    // Its N steps of 2r small hashes are made twice, p times.
    pay(cost.multiply(block).multiply(parallel).shiftLeft(2));
  }

  private void pay(BigInteger price) throws TlsSetupException {
    if (price.compareTo(BigInteger.valueOf(left)) > 0) {
      throw unsupported("with more than " + MOST_HASHES + " rounds of hashing in all");
    }
    left -= price.longValueExact();
  }

  TlsSetupException unsupported(String what) {
    return unusable("it is locked in a way that is not supported (" + Text.clean(what) + ")");
  }

  TlsSetupException unusable(String why) {
    return Certificates.unusable(directive, why, null);
  }
}
