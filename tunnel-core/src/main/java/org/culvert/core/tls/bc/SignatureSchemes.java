package org.culvert.core.tls.bc;

import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.util.List;
import java.util.Optional;
import java.util.Vector;
import java.util.stream.Stream;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.SignatureScheme;
import org.jspecify.annotations.Nullable;

/** Which signatures we ask for, and which one our own key makes. */
// Vector is what Bouncy Castle's signatures demand.
@SuppressWarnings("JdkObsolete")
final class SignatureSchemes {
  private static final List<Integer> ACCEPTED =
      List.of(
          SignatureScheme.ecdsa_secp256r1_sha256,
          SignatureScheme.ecdsa_secp384r1_sha384,
          SignatureScheme.ecdsa_secp521r1_sha512,
          SignatureScheme.ed25519,
          SignatureScheme.ed448,
          SignatureScheme.rsa_pss_rsae_sha256,
          SignatureScheme.rsa_pss_rsae_sha384,
          SignatureScheme.rsa_pss_rsae_sha512,
          SignatureScheme.rsa_pss_pss_sha256,
          SignatureScheme.rsa_pss_pss_sha384,
          SignatureScheme.rsa_pss_pss_sha512,
          SignatureScheme.rsa_pkcs1_sha256,
          SignatureScheme.rsa_pkcs1_sha384,
          SignatureScheme.rsa_pkcs1_sha512);

  private static final List<Integer> RSA_PSS =
      List.of(
          SignatureScheme.rsa_pss_rsae_sha256,
          SignatureScheme.rsa_pss_rsae_sha384,
          SignatureScheme.rsa_pss_rsae_sha512);

  private static final List<Integer> RSA_12 =
      List.of(
          SignatureScheme.rsa_pss_rsae_sha256,
          SignatureScheme.rsa_pss_rsae_sha384,
          SignatureScheme.rsa_pss_rsae_sha512,
          SignatureScheme.rsa_pkcs1_sha256,
          SignatureScheme.rsa_pkcs1_sha384,
          SignatureScheme.rsa_pkcs1_sha512,
          SignatureScheme.rsa_pkcs1_sha1);

  private static final List<Integer> RSA_PSS_KEY =
      List.of(
          SignatureScheme.rsa_pss_pss_sha256,
          SignatureScheme.rsa_pss_pss_sha384,
          SignatureScheme.rsa_pss_pss_sha512);

  private static final List<Integer> ECDSA_12 =
      List.of(
          SignatureScheme.ecdsa_secp256r1_sha256,
          SignatureScheme.ecdsa_secp384r1_sha384,
          SignatureScheme.ecdsa_secp521r1_sha512,
          SignatureScheme.ecdsa_sha1);

  private SignatureSchemes() {}

  /** For the signature_algorithms extension. */
  static Vector<SignatureAndHashAlgorithm> accepted() {
    Vector<SignatureAndHashAlgorithm> algorithms = new Vector<>();
    ACCEPTED.forEach(scheme -> algorithms.add(algorithm(scheme)));
    return algorithms;
  }

  /**
   * The first signature that {@code key} can make and the peer takes.
   *
   * @param offered the peer's list
   */
  static Optional<SignatureAndHashAlgorithm> choose(
      PublicKey key, boolean tls13, List<SignatureAndHashAlgorithm> offered) {
    return candidates(key, tls13).stream()
        .map(SignatureSchemes::algorithm)
        .filter(offered::contains)
        .findFirst();
  }

  /** What Bouncy Castle holds of the peer's list; none before TLS 1.2. */
  static List<SignatureAndHashAlgorithm> listOf(@Nullable Vector<?> offered) {
    return offered == null
        ? List.of()
        : offered.stream()
            .filter(SignatureAndHashAlgorithm.class::isInstance)
            .map(SignatureAndHashAlgorithm.class::cast)
            .toList();
  }

  private static List<Integer> candidates(PublicKey key, boolean tls13) {
    if (key instanceof ECPublicKey ec) {
      int size = ec.getParams().getOrder().bitLength();
      int own =
          size <= 256
              ? SignatureScheme.ecdsa_secp256r1_sha256
              : size <= 384
                  ? SignatureScheme.ecdsa_secp384r1_sha384
                  : SignatureScheme.ecdsa_secp521r1_sha512;
      if (tls13) {
        return List.of(own); // TLS 1.3 ties the hash to the curve
      }
      return Stream.concat(Stream.of(own), ECDSA_12.stream().filter(other -> other != own))
          .toList();
    }
    if (key instanceof EdECPublicKey ed) {
      boolean large = ed.getParams().getName().equals("Ed448");
      return List.of(large ? SignatureScheme.ed448 : SignatureScheme.ed25519);
    }
    return switch (key.getAlgorithm()) {
      case "RSA" -> tls13 ? RSA_PSS : RSA_12;
      case "RSASSA-PSS" -> RSA_PSS_KEY;
      default -> List.of();
    };
  }

  private static SignatureAndHashAlgorithm algorithm(int scheme) {
    return SignatureScheme.getSignatureAndHashAlgorithm(scheme);
  }
}
