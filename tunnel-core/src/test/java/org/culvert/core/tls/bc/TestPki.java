package org.culvert.core.tls.bc;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Certificates with everything that a real authority should not issue. */
@SuppressWarnings("JavaUtilDate") // the builders take java.util.Date
final class TestPki {
  static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
  static final List<String> SERVER_AUTH = List.of(KeyPurposeId.id_kp_serverAuth.getId());
  static final List<String> CLIENT_AUTH = List.of(KeyPurposeId.id_kp_clientAuth.getId());

  private static final AtomicLong SERIAL = new AtomicLong(1000);
  private static final Map<String, KeyPair> KEYS = new ConcurrentHashMap<>();

  /** A certificate, its key, and what it was made of. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Issued(byte[] der, KeyPair keys, X500Name subject, BigInteger serial, Spec spec) {
    String pem() {
      return TestPki.pem("CERTIFICATE", der);
    }

    String keyPem() {
      return TestPki.pem("PRIVATE KEY", keys.getPrivate().getEncoded());
    }
  }

  /**
   * What a certificate shall hold.
   *
   * @param keyUsage empty for no such extension
   * @param extendedKeyUsage empty for no such extension
   * @param more other extensions by object identifier
   */
  record Spec(
      String subject,
      String keyType,
      Instant notBefore,
      Instant notAfter,
      boolean authority,
      Optional<Integer> keyUsage,
      List<String> extendedKeyUsage,
      Optional<String> signature,
      Map<String, byte[]> more) {

    Spec from(Instant time) {
      return new Spec(
          subject, keyType, time, notAfter, authority, keyUsage, extendedKeyUsage, signature, more);
    }

    Spec until(Instant time) {
      return new Spec(
          subject,
          keyType,
          notBefore,
          time,
          authority,
          keyUsage,
          extendedKeyUsage,
          signature,
          more);
    }

    Spec key(String type) {
      return new Spec(
          subject,
          type,
          notBefore,
          notAfter,
          authority,
          keyUsage,
          extendedKeyUsage,
          signature,
          more);
    }

    Spec named(String name) {
      return new Spec(
          name,
          keyType,
          notBefore,
          notAfter,
          authority,
          keyUsage,
          extendedKeyUsage,
          signature,
          more);
    }

    Spec usage(Optional<Integer> bits) {
      return new Spec(
          subject,
          keyType,
          notBefore,
          notAfter,
          authority,
          bits,
          extendedKeyUsage,
          signature,
          more);
    }

    Spec extended(List<String> oids) {
      return new Spec(
          subject, keyType, notBefore, notAfter, authority, keyUsage, oids, signature, more);
    }

    Spec signedWith(String algorithm) {
      return new Spec(
          subject,
          keyType,
          notBefore,
          notAfter,
          authority,
          keyUsage,
          extendedKeyUsage,
          Optional.of(algorithm),
          more);
    }

    /** With one more extension, which is not critical; basic constraints take the place of ours. */
    Spec with(String oid, byte[] value) {
      Map<String, byte[]> all = new LinkedHashMap<>(more);
      all.put(oid, value);
      return new Spec(
          subject,
          keyType,
          notBefore,
          notAfter,
          authority,
          keyUsage,
          extendedKeyUsage,
          signature,
          all);
    }
  }

  private TestPki() {}

  static Spec authority(String commonName) {
    return spec("CN=" + commonName, true, KeyUsage.keyCertSign | KeyUsage.cRLSign, List.of());
  }

  static Spec server(String commonName) {
    return spec("CN=" + commonName, false, KeyUsage.digitalSignature, SERVER_AUTH);
  }

  static Spec client(String commonName) {
    return spec("CN=" + commonName, false, KeyUsage.digitalSignature, CLIENT_AUTH);
  }

  private static Spec spec(String subject, boolean ca, int usage, List<String> extended) {
    return new Spec(
        subject,
        "P-256",
        NOW.minus(Duration.ofDays(10)),
        NOW.plus(Duration.ofDays(10)),
        ca,
        Optional.of(usage),
        extended,
        Optional.empty(),
        Map.of());
  }

  static Issued selfSigned(Spec spec) {
    KeyPair keys = freshKeys(spec.keyType());
    return issue(spec, keys, new X500Name(spec.subject()), keys);
  }

  static Issued issue(Spec spec, Issued issuer) {
    return issue(spec, freshKeys(spec.keyType()), issuer.subject(), issuer.keys());
  }

  /** A second certificate for keys that already have one. */
  static Issued reissue(Spec spec, KeyPair keys, Issued issuer) {
    return issue(spec, keys, issuer.subject(), issuer.keys());
  }

  static Issued reissueSelfSigned(Spec spec, KeyPair keys) {
    return issue(spec, keys, new X500Name(spec.subject()), keys);
  }

  private static Issued issue(Spec spec, KeyPair keys, X500Name issuer, KeyPair issuerKeys) {
    X500Name subject = new X500Name(spec.subject());
    BigInteger serial = BigInteger.valueOf(SERIAL.incrementAndGet());
    try {
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              issuer,
              serial,
              Date.from(spec.notBefore()),
              Date.from(spec.notAfter()),
              subject,
              keys.getPublic());
      if (!spec.more().containsKey(Extension.basicConstraints.getId())) {
        builder.addExtension(
            Extension.basicConstraints, true, new BasicConstraints(spec.authority()));
      }
      if (spec.keyUsage().isPresent()) {
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(spec.keyUsage().get()));
      }
      if (!spec.extendedKeyUsage().isEmpty()) {
        builder.addExtension(
            Extension.extendedKeyUsage, true, new ExtendedKeyUsage(purposes(spec)));
      }
      for (Map.Entry<String, byte[]> one : spec.more().entrySet()) {
        builder.addExtension(new ASN1ObjectIdentifier(one.getKey()), false, one.getValue());
      }
      String algorithm = spec.signature().orElseGet(() -> signatureFor(issuerKeys));
      return new Issued(
          builder.build(signer(algorithm, issuerKeys)).getEncoded(), keys, subject, serial, spec);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPurposeId[] purposes(Spec spec) {
    return spec.extendedKeyUsage().stream()
        .map(oid -> KeyPurposeId.getInstance(new ASN1ObjectIdentifier(oid)))
        .toArray(KeyPurposeId[]::new);
  }

  /** A revocation list as PEM text. */
  static String revocationList(Issued issuer, Instant from, Instant until, List<Issued> revoked) {
    return revocationList(issuer, issuer.keys(), from, until, revoked);
  }

  static String revocationList(
      Issued issuer, KeyPair signer, Instant from, Instant until, List<Issued> revoked) {
    return revocationList(issuer, signer, from, until, revoked, Optional.empty());
  }

  /** With a critical extension that holds the number 1. */
  static String revocationList(
      Issued issuer,
      KeyPair signer,
      Instant from,
      Instant until,
      List<Issued> revoked,
      Optional<String> critical) {
    X509v2CRLBuilder builder = new X509v2CRLBuilder(issuer.subject(), Date.from(from));
    builder.setNextUpdate(Date.from(until));
    revoked.forEach(one -> builder.addCRLEntry(one.serial(), Date.from(from), 0));
    try {
      if (critical.isPresent()) {
        builder.addExtension(new ASN1ObjectIdentifier(critical.get()), true, new ASN1Integer(1));
      }
      X509CRLHolder list = builder.build(signer(signatureFor(signer), signer));
      return pem("X509 CRL", list.getEncoded());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ContentSigner signer(String algorithm, KeyPair keys) {
    try {
      return new JcaContentSignerBuilder(algorithm).build(keys.getPrivate());
    } catch (OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String signatureFor(KeyPair keys) {
    return switch (keys.getPublic().getAlgorithm()) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> "Ed25519";
    };
  }

  /** RSA keys are slow to make, and which one it is matters to no test. */
  private static KeyPair freshKeys(String type) {
    return type.startsWith("RSA") ? KEYS.computeIfAbsent(type, TestPki::generate) : generate(type);
  }

  private static KeyPair generate(String type) {
    try {
      return switch (type) {
        case "P-256", "P-384", "P-521" -> {
          KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
          generator.initialize(new ECGenParameterSpec("secp" + type.substring(2) + "r1"));
          yield generator.generateKeyPair();
        }
        case "Ed25519" -> KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        default -> {
          KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
          generator.initialize(Integer.parseInt(type.substring("RSA-".length())));
          yield generator.generateKeyPair();
        }
      };
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String pem(String label, byte[] der) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END "
        + label
        + "-----\n";
  }
}
