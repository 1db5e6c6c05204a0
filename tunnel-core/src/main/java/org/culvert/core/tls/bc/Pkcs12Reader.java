package org.culvert.core.tls.bc;

import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.AuthenticatedSafe;
import org.bouncycastle.asn1.pkcs.CertBag;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.EncryptedData;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.asn1.pkcs.SafeBag;
import org.culvert.core.tls.TlsSetupException;
import org.culvert.core.tls.WrongPassphraseException;

/**
 * Opens one PKCS#12 file (RFC 7292) with one passphrase. Not by {@link java.security.KeyStore}:
 * that allows millions of rounds of hashing for each of any number of entries.
 *
 * <pre>
 * Pfx: seal, parts        part: entries, open or locked        entry: certificate, key, locked key
 * </pre>
 *
 * <p>Everything that can be read without the passphrase is, and is paid for, before the first
 * derivation. Only the first key is opened.
 */
final class Pkcs12Reader {
  private static final int MOST_ENTRIES = 64;

  private final KeyFileLimits limits = new KeyFileLimits("pkcs12");
  private final Passphrase passphrase;
  private final List<LockedPart> locked = new ArrayList<>();
  private final List<Marked> certificates = new ArrayList<>();
  private Optional<OwnKey> key = Optional.empty();
  private int entries;

  private Pkcs12Reader(Passphrase passphrase) {
    this.passphrase = passphrase;
  }

  private record LockedPart(PasswordEncryption.Lock lock, ASN1OctetString content) {}

  /**
   * A private key.
   *
   * @param mark what the file marks the key and its certificate with ({@code localKeyId}), if so
   */
  private record OwnKey(
      PasswordEncryption.Lock lock, ASN1OctetString content, Optional<ASN1Encodable> mark) {}

  private record Marked(X509Certificate certificate, Optional<ASN1Encodable> mark) {}

  static Pkcs12File open(byte[] der, Passphrase passphrase)
      throws WrongPassphraseException, TlsSetupException {
    Pkcs12Reader reader = new Pkcs12Reader(passphrase);
    try (ASN1InputStream in = new ASN1InputStream(der)) {
      return reader.read(Pfx.getInstance(in.readObject()));
    } catch (IOException | CertificateException | RuntimeException e) {
      throw reader.limits.unusable("it cannot be read");
    }
  }

  private Pkcs12File read(Pfx file)
      throws IOException, CertificateException, WrongPassphraseException, TlsSetupException {
    byte[] content = data(file.getAuthSafe());
    Optional<Pkcs12Mac> seal =
        file.getMacData() == null
            ? Optional.empty()
            : Optional.of(Pkcs12Mac.read(file.getMacData(), limits));
    for (ContentInfo part : AuthenticatedSafe.getInstance(content).getContentInfo()) {
      take(part);
    }
    if (seal.isPresent() && !seal.get().fits(content, passphrase)) {
      throw new WrongPassphraseException();
    }
    try {
      for (LockedPart part : locked) {
        takeAll(open(part));
      }
      return opened();
    } catch (WrongPassphraseException e) {
      if (seal.isPresent()) {
        throw limits.unusable("its parts have another passphrase than its seal");
      }
      throw e;
    }
  }

  private static byte[] data(ContentInfo info) {
    if (!info.getContentType().equals(PKCSObjectIdentifiers.data)) {
      throw new IllegalArgumentException("sealed by a signature");
    }
    return ASN1OctetString.getInstance(info.getContent()).getOctets();
  }

  private void take(ContentInfo part) throws IOException, CertificateException, TlsSetupException {
    count();
    if (part.getContentType().equals(PKCSObjectIdentifiers.data)) {
      takeAll(ASN1Sequence.getInstance(data(part)));
    } else if (part.getContentType().equals(PKCSObjectIdentifiers.encryptedData)) {
      EncryptedData encrypted = EncryptedData.getInstance(part.getContent());
      locked.add(
          new LockedPart(
              PasswordEncryption.of(encrypted.getEncryptionAlgorithm(), limits),
              encrypted.getContent()));
    } else {
      throw limits.unsupported("by a certificate instead of a passphrase");
    }
  }

  private void count() throws TlsSetupException {
    if (++entries > MOST_ENTRIES) {
      throw limits.unusable("it has more than " + MOST_ENTRIES + " entries");
    }
  }

  /** What is no ASN.1 comes of a wrong passphrase. */
  private ASN1Sequence open(LockedPart part) throws WrongPassphraseException, TlsSetupException {
    byte[] opened = part.lock().open(part.content().getOctets(), passphrase);
    try {
      return ASN1Sequence.getInstance(opened);
    } catch (RuntimeException e) {
      throw new WrongPassphraseException();
    } finally {
      Arrays.fill(opened, (byte) 0);
    }
  }

  private void takeAll(ASN1Sequence content)
      throws IOException, CertificateException, TlsSetupException {
    for (ASN1Encodable each : content) {
      count();
      take(SafeBag.getInstance(each));
    }
  }

  private void take(SafeBag entry) throws IOException, CertificateException, TlsSetupException {
    ASN1ObjectIdentifier kind = entry.getBagId();
    ASN1Encodable value = entry.getBagValue();
    if (kind.equals(PKCSObjectIdentifiers.certBag)) {
      CertBag bag = CertBag.getInstance(value);
      if (bag.getCertId().equals(PKCSObjectIdentifiers.x509Certificate)) {
        byte[] der = ASN1OctetString.getInstance(bag.getCertValue()).getOctets();
        certificates.add(new Marked(Certificates.parse(der), mark(entry)));
      }
    } else if (kind.equals(PKCSObjectIdentifiers.pkcs8ShroudedKeyBag) && key.isEmpty()) {
      EncryptedPrivateKeyInfo info = EncryptedPrivateKeyInfo.getInstance(value);
      key =
          Optional.of(
              new OwnKey(
                  PasswordEncryption.of(info.getEncryptionAlgorithm(), limits),
                  new DEROctetString(info.getEncryptedData()),
                  mark(entry)));
    } else if (kind.equals(PKCSObjectIdentifiers.keyBag) && key.isEmpty()) {
      key =
          Optional.of(
              new OwnKey((open, _) -> open.clone(), new DEROctetString(value), mark(entry)));
    }
  }

  private static Optional<ASN1Encodable> mark(SafeBag entry) {
    if (entry.getBagAttributes() != null) {
      for (ASN1Encodable each : entry.getBagAttributes()) {
        Attribute attribute = Attribute.getInstance(each);
        if (attribute.getAttrType().equals(PKCSObjectIdentifiers.pkcs_9_at_localKeyId)) {
          return Optional.of(attribute.getAttrValues().getObjectAt(0));
        }
      }
    }
    return Optional.empty();
  }

  private Pkcs12File opened() throws WrongPassphraseException, TlsSetupException {
    OwnKey own = key.orElseThrow(() -> limits.unusable("it holds no private key"));
    X509Certificate certificate =
        certificates.stream()
            .filter(one -> own.mark().isPresent() && one.mark().equals(own.mark()))
            .findFirst()
            .or(() -> certificates.stream().filter(Pkcs12Reader::isNoAuthority).findFirst())
            .or(() -> certificates.stream().findFirst())
            .map(Marked::certificate)
            .orElseThrow(() -> limits.unusable("it holds no certificate for its private key"));
    List<X509Certificate> others =
        certificates.stream()
            .map(Marked::certificate)
            .filter(one -> !one.equals(certificate))
            .distinct()
            .toList();
    byte[] content = own.content().getOctets();
    return new Pkcs12File(
        LockedKeys.pem("PRIVATE KEY", own.lock().open(content, passphrase)), certificate, others);
  }

  private static boolean isNoAuthority(Marked one) {
    return one.certificate().getBasicConstraints() < 0;
  }
}
