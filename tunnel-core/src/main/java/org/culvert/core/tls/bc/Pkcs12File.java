package org.culvert.core.tls.bc;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.culvert.core.api.Secret;
import org.culvert.core.profile.TlsSettings;
import org.culvert.core.tls.TlsSetupException;

/**
 * An opened PKCS#12 file.
 *
 * @param own the certificate that belongs to the key
 * @param others its issuers, and whatever else there is
 */
record Pkcs12File(Secret key, X509Certificate own, List<X509Certificate> others) {
  /** In the place of {@code cert} and {@code key}, and of {@code ca} where the profile has none. */
  TlsSettings into(TlsSettings settings) throws TlsSetupException {
    if (settings.ca().isEmpty() && others.isEmpty() && settings.peerFingerprints().isEmpty()) {
      key.wipe();
      throw Certificates.unusable(
          "pkcs12", "it holds no ca, and the profile has none either", null);
    }
    List<X509Certificate> sent = new ArrayList<>(List.of(own));
    OwnIdentity.addIntermediates(sent, others);
    return settings.withIdentity(
        settings.ca().or(() -> others.isEmpty() ? Optional.empty() : Optional.of(pem(others))),
        pem(sent),
        key);
  }

  private static String pem(List<X509Certificate> certificates) {
    StringBuilder text = new StringBuilder();
    for (X509Certificate certificate : certificates) {
      try {
        text.append("-----BEGIN CERTIFICATE-----\n")
            .append(
                Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(certificate.getEncoded()))
            .append("\n-----END CERTIFICATE-----\n");
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("a parsed certificate has no encoding", e);
      }
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return "Pkcs12File[" + SubjectName.of(own).text() + "]"; // never the key
  }
}
