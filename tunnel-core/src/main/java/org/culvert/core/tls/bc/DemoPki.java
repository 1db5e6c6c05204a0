package org.culvert.core.tls.bc;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.culvert.core.api.Secret;

/**
 * A certificate authority that lives in memory and forgets its key: for the demo peer, the warm-up
 * and tests. P-256 throughout.
 */
public final class DemoPki {
  private final SecureRandom random = new SecureRandom();
  private final Instant notBefore;
  private final Instant notAfter;
  private final KeyPair authority;
  private final X500Name authorityName;
  private final String authorityPem;

  /**
   * A certificate with its key.
   *
   * @param certificate PEM text
   * @param key PEM text in PKCS#8; wiped by whoever uses it last
   */
  public record Identity(String certificate, Secret key) {}

  /** A new authority; all its certificates are valid in the same time. */
  public DemoPki(String name, Instant notBefore, Instant notAfter) {
    this.notBefore = notBefore;
    this.notAfter = notAfter;
    this.authority = newKeyPair();
    this.authorityName = commonName(name);
    this.authorityPem = issueAuthority();
  }

  /** The authority's own certificate as PEM text. */
  public String ca() {
    return authorityPem;
  }

  /** A server's certificate, good for {@code remote-cert-tls server}. */
  public Identity server(String commonName) {
    return issue(commonName, KeyPurposeId.id_kp_serverAuth);
  }

  /** A client's certificate. */
  public Identity client(String commonName) {
    return issue(commonName, KeyPurposeId.id_kp_clientAuth);
  }

  private String issueAuthority() {
    try {
      X509v3CertificateBuilder builder = builder(authorityName, authority);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      builder.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      return sign(builder);
    } catch (IOException e) {
      throw new IllegalStateException("a certificate could not be encoded", e);
    }
  }

  private Identity issue(String commonName, KeyPurposeId purpose) {
    KeyPair pair = newKeyPair();
    try {
      X509v3CertificateBuilder builder = builder(commonName(commonName), pair);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
      return new Identity(sign(builder), keyPem(pair.getPrivate()));
    } catch (IOException e) {
      throw new IllegalStateException("a certificate could not be encoded", e);
    }
  }

  // The builder takes java.util.Date.
  @SuppressWarnings("JavaUtilDate")
  private X509v3CertificateBuilder builder(X500Name subject, KeyPair pair) {
    return new JcaX509v3CertificateBuilder(
        authorityName,
        new BigInteger(120, random).setBit(119),
        Date.from(notBefore),
        Date.from(notAfter),
        subject,
        pair.getPublic());
  }

  private String sign(X509v3CertificateBuilder builder) throws IOException {
    try {
      byte[] der =
          builder
              .build(new JcaContentSignerBuilder("SHA256withECDSA").build(authority.getPrivate()))
              .getEncoded();
      return pem("CERTIFICATE", der);
    } catch (OperatorCreationException e) {
      throw new IllegalStateException("the JDK has no ECDSA", e);
    }
  }

  private static Secret keyPem(PrivateKey key) {
    return Secret.ofText(pem("PRIVATE KEY", key.getEncoded()));
  }

  private static String pem(String label, byte[] der) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END "
        + label
        + "-----\n";
  }

  private static X500Name commonName(String name) {
    return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, name).build();
  }

  private KeyPair newKeyPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK has no P-256", e);
    }
  }
}
