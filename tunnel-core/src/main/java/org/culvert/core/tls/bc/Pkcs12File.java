package org.culvert.core.tls.bc;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.culvert.core.api.Secret;
import org.culvert.core.profile.TlsSettings;
import org.culvert.core.tls.TlsSetupException;
import org.culvert.core.tls.WrongPassphraseException;

/**
 * An opened PKCS#12 file.
 *
 * @param chain ours first, then its issuers as far as the file has them
 * @param others certificates that are not part of it
 */
record Pkcs12File(Secret key, List<X509Certificate> chain, List<X509Certificate> others) {
  private static final int MOST_ENTRIES = 64;

  static Pkcs12File open(Secret file, byte[] password)
      throws WrongPassphraseException, TlsSetupException {
    byte[] der = file.copyBytes();
    char[] passphrase = characters(password);
    try {
      // Bouncy Castle's shows every certificate in the file, the JDK's only those of keys; but the
      // JDK's knows the empty passphrase.
      KeyStore store =
          passphrase.length == 0
              ? KeyStore.getInstance("PKCS12")
              : KeyStore.getInstance("PKCS12", new BouncyCastleProvider());
      store.load(new ByteArrayInputStream(der), passphrase);
      return read(store, passphrase);
    } catch (IOException e) {
      if (isWrongPassphrase(e)) {
        throw new WrongPassphraseException();
      }
      throw unusable("it cannot be read");
    } catch (GeneralSecurityException | RuntimeException e) {
      throw unusable("it cannot be read");
    } finally {
      Arrays.fill(der, (byte) 0);
      Arrays.fill(passphrase, '\0');
    }
  }

  /** Bouncy Castle has no type for it, only words. */
  private static boolean isWrongPassphrase(IOException e) {
    String message = String.valueOf(e.getMessage());
    return e.getCause() instanceof UnrecoverableKeyException
        || message.contains("wrong password")
        || message.contains("mac invalid");
  }

  private static char[] characters(byte[] password) {
    CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(password));
    char[] characters = new char[decoded.remaining()];
    decoded.get(characters);
    Arrays.fill(decoded.array(), '\0');
    return characters;
  }

  private static Pkcs12File read(KeyStore store, char[] passphrase)
      throws GeneralSecurityException, TlsSetupException, WrongPassphraseException {
    List<String> aliases = Collections.list(store.aliases());
    if (aliases.size() > MOST_ENTRIES) {
      throw unusable("it has more than " + MOST_ENTRIES + " entries");
    }
    Optional<String> own = Optional.empty();
    Set<X509Certificate> others = new LinkedHashSet<>();
    for (String alias : aliases) {
      if (!store.isKeyEntry(alias)) {
        add(others, store.getCertificate(alias));
      } else if (own.isEmpty()) {
        own = Optional.of(alias);
      }
    }
    if (own.isEmpty()) {
      throw unusable("it holds no private key");
    }
    Certificate[] certificates = store.getCertificateChain(own.get());
    Set<X509Certificate> chain = new LinkedHashSet<>();
    for (Certificate one : certificates == null ? new Certificate[0] : certificates) {
      add(chain, one);
    }
    if (chain.isEmpty()) {
      throw unusable("it holds no certificate for its private key");
    }
    others.removeAll(chain);
    Key key = store.getKey(own.get(), passphrase);
    return new Pkcs12File(
        LockedKeys.pem("PRIVATE KEY", key.getEncoded()), List.copyOf(chain), List.copyOf(others));
  }

  private static void add(Set<X509Certificate> set, Certificate certificate) {
    if (certificate instanceof X509Certificate x509) {
      set.add(x509);
    }
  }

  /** In the place of {@code cert} and {@code key}, and of {@code ca} where the profile has none. */
  TlsSettings into(TlsSettings settings) throws TlsSetupException {
    List<X509Certificate> issuers = new ArrayList<>(chain.subList(1, chain.size()));
    issuers.addAll(others);
    if (settings.ca().isEmpty() && issuers.isEmpty() && settings.peerFingerprints().isEmpty()) {
      throw unusable("it holds no ca, and the profile has none either");
    }
    List<X509Certificate> sent =
        chain.stream().filter(one -> !Certificates.isSelfSigned(one)).toList();
    return settings.withIdentity(
        settings.ca().or(() -> issuers.isEmpty() ? Optional.empty() : Optional.of(pem(issuers))),
        pem(sent.isEmpty() ? chain.subList(0, 1) : sent),
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

  private static TlsSetupException unusable(String why) {
    return Certificates.unusable("pkcs12", why, null);
  }

  @Override
  public String toString() {
    return "Pkcs12File[" + chain.size() + " certificates]"; // never the key
  }
}
