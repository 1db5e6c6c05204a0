package org.culvert.core.tls.bc;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.misc.ScryptParams;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.CertBag;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.EncryptedData;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.asn1.pkcs.SafeBag;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DigestInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.culvert.core.api.Secret;
import org.culvert.core.profile.TlsSettings;
import org.culvert.core.tls.TlsSetupException;
import org.culvert.core.tls.WrongPassphraseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PKCS#12 files of many makers, and those of a stranger who wants our time. */
@Timeout(20)
class Pkcs12FileTest {
  private static final String PASSPHRASE = "öpen sesame";
  private static final byte[] SALT = new byte[16];

  private static byte[] file(String name) throws Exception {
    try (InputStream in = Pkcs12FileTest.class.getResourceAsStream("locked/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }

  private static TlsSettings open(byte[] file, String passphrase) throws Exception {
    return LockedKeys.open(new Settings().pkcs12(file).build(), Secret.ofText(passphrase));
  }

  private static void assertIsMine(TlsSettings opened) throws Exception {
    assertNotNull(BcTlsClientFactory.of(opened)); // key and certificate belong together
    assertEquals(
        Certificates.read(new String(file("ca.crt"), StandardCharsets.US_ASCII), "ca"),
        Certificates.read(opened.ca().orElseThrow(), "ca"));
    assertEquals(
        List.of("CN=me"),
        Certificates.read(opened.certificate().orElseThrow(), "cert").stream()
            .map(one -> SubjectName.of(one).text())
            .toList());
  }

  private static TlsSetupException refused(byte[] file, String passphrase) {
    return assertThrows(TlsSetupException.class, () -> open(file, passphrase));
  }

  // What honest tools write

  @ParameterizedTest
  @ValueSource(strings = {"rc4.p12", "rc2.p12", "two-key-des.p12", "unsealed.p12"})
  void everyOldLockIsOpenedByItsPassphraseOnly(String name) throws Exception {
    assertIsMine(open(file(name), PASSPHRASE));
    for (String wrong : new String[] {"", "open sesame", "öpen sesame "}) {
      assertThrows(WrongPassphraseException.class, () -> open(file(name), wrong), wrong);
    }
  }

  @Test
  void whatIsSealedButNotLockedIsRead() throws Exception {
    assertIsMine(open(file("open.p12"), PASSPHRASE));
    assertThrows(WrongPassphraseException.class, () -> open(file("open.p12"), "open sesame"));
  }

  @Test
  void lengthsThatAreToldAtTheEndAreReadToo() throws Exception {
    byte[] file = Pfx.getInstance(file("modern.p12")).getEncoded(ASN1Encoding.BER);
    assertEquals((byte) 0x80, file[1]);
    assertIsMine(open(file, PASSPHRASE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PKCS12", "PKCS12-PBMAC1"})
  void javasOwnFilesAreOpened(String kind) throws Exception {
    byte[] written = rewritten(kind, PASSPHRASE);
    assertIsMine(open(written, PASSPHRASE));
    assertThrows(WrongPassphraseException.class, () -> open(written, "open sesame"));
  }

  /** What is in {@code modern.p12}, written by the JDK or by Bouncy Castle. */
  private static byte[] rewritten(String kind, String passphrase) throws Exception {
    TlsSettings opened = open(file("modern.p12"), PASSPHRASE);
    PrivateKey key = PrivateKeys.read(opened.privateKey().orElseThrow());
    Certificate[] chain = {
      Certificates.read(opened.certificate().orElseThrow(), "cert").getFirst(),
      Certificates.read(opened.ca().orElseThrow(), "ca").getFirst()
    };
    KeyStore store =
        kind.equals("PKCS12")
            ? KeyStore.getInstance(kind)
            : KeyStore.getInstance(kind, new BouncyCastleProvider());
    store.load(null, null);
    store.setKeyEntry("me", key, passphrase.toCharArray(), chain);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    store.store(out, passphrase.toCharArray());
    return out.toByteArray();
  }

  @Test
  void damageToWhatIsSealedLooksLikeAnotherPassphrase() throws Exception {
    byte[] file = file("modern.p12");
    file[200] ^= 1;
    assertThrows(WrongPassphraseException.class, () -> open(file, PASSPHRASE));
  }

  @Test
  void theCertificateMarkedAsTheKeysIsTaken() throws Exception {
    // Without the marks the first that is no authority would be.
    String other =
        TestPki.issue(TestPki.client("other"), TestPki.selfSigned(TestPki.authority("ca"))).pem();
    ASN1Sequence entries = entries(file("open.p12"));
    List<ASN1Encodable> more = new ArrayList<>(List.of(certificate(other)));
    entries.forEach(more::add);
    TlsSettings opened = open(pfx(Optional.empty(), plain(more)), "");
    assertEquals(
        "CN=me",
        SubjectName.of(Certificates.read(opened.certificate().orElseThrow(), "cert").getFirst())
            .text());
    assertEquals(2, Certificates.read(opened.ca().orElseThrow(), "ca").size());
  }

  // What a stranger writes

  @Test
  void manyPartsAreCountedTogetherBeforeAnythingIsDerived() throws Exception {
    ContentInfo one = locked(pbes2(1_000_000), new byte[32]);
    byte[] file =
        pfx(Optional.of(seal(1_000_000)), Collections.nCopies(60, one).toArray(ContentInfo[]::new));
    // Had the seal been tried, the passphrase would be said to be wrong.
    String problem = refused(file, PASSPHRASE).problem().message();
    assertTrue(problem.contains("rounds"), problem);
  }

  @Test
  void theSealsOwnCountIsBounded() throws Exception {
    assertTrue(
        refused(pfx(Optional.of(seal(Integer.MAX_VALUE)), plain(List.of())), PASSPHRASE)
            .problem()
            .message()
            .contains("rounds"));
    assertThrows(
        WrongPassphraseException.class,
        () -> open(pfx(Optional.of(seal(1000)), plain(List.of())), PASSPHRASE));
  }

  @Test
  void scryptIsCountedLikeTheRest() throws Exception {
    ContentInfo one = locked(scrypt(1 << 14, 8, 1), new byte[32]);
    byte[] file = pfx(Optional.empty(), Collections.nCopies(30, one).toArray(ContentInfo[]::new));
    assertTrue(refused(file, PASSPHRASE).problem().message().contains("rounds"));
    byte[] few = pfx(Optional.empty(), locked(scrypt(1 << 14, 8, 1), new byte[32]));
    assertThrows(WrongPassphraseException.class, () -> open(few, PASSPHRASE));
  }

  @ParameterizedTest
  @CsvSource({"32768, 8, 1", "2, 65536, 16", "2, 16384, 1", "2, 1, 8193"})
  void scryptThatTakesMoreThanSixteenMebibytesIsRefused(int cost, int block, int parallel)
      throws Exception {
    byte[] file = pfx(Optional.empty(), locked(scrypt(cost, block, parallel), new byte[32]));
    assertTrue(refused(file, PASSPHRASE).problem().message().contains("16 MiB"));
  }

  @Test
  void anEntryInALockedPartIsPaidForFromTheSameBudget() throws Exception {
    byte[] inner = bytes(new DERSequence(key(4_999_000)));
    byte[] file = pfx(Optional.empty(), locked(pbes2(1_001), encrypted(1_001, inner)));
    assertTrue(refused(file, PASSPHRASE).problem().message().contains("rounds"));
  }

  @Test
  void onlyTheFirstKeyCostsAnything() throws Exception {
    List<ASN1Encodable> entries = new ArrayList<>();
    entries(file("open.p12")).forEach(entries::add);
    entries.addAll(Collections.nCopies(50, key(4_000_000)));
    assertIsMine(open(pfx(Optional.empty(), plain(entries)), PASSPHRASE));
  }

  @Test
  void moreThanSixtyFourEntriesAreRefused() throws Exception {
    assertTrue(
        refused(pfx(Optional.empty(), plain(Collections.nCopies(64, key(1)))), PASSPHRASE)
            .problem()
            .message()
            .contains("64"));
    ContentInfo[] parts = Collections.nCopies(65, plain(List.of())).toArray(ContentInfo[]::new);
    assertTrue(
        refused(pfx(Optional.empty(), parts), PASSPHRASE).problem().message().contains("64"));
  }

  @Test
  void ofManyLockedKeysInPemOnlyTheFirstIsTried() throws Exception {
    String cheap = TestPki.pem("ENCRYPTED PRIVATE KEY", bytes(lockedKey(1)));
    String dear = TestPki.pem("ENCRYPTED PRIVATE KEY", bytes(lockedKey(4_000_000)));
    TlsSettings many = new Settings().key(cheap + dear.repeat(500)).build();
    assertThrows(
        WrongPassphraseException.class, () -> LockedKeys.open(many, Secret.ofText(PASSPHRASE)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"3080", "a080", "2480", "30843fffffff", "248400ffffff"})
  void whatIsNestedWithoutEndIsSaidToBeUnreadable(String opening) {
    byte[] start = java.util.HexFormat.of().parseHex(opening);
    byte[] file = new byte[1 << 20];
    for (int i = 0; i + start.length <= file.length; i += start.length) {
      System.arraycopy(start, 0, file, i, start.length);
    }
    assertTrue(refused(file, PASSPHRASE).problem().message().contains("cannot be read"));
    TlsSettings pem = new Settings().key(TestPki.pem("ENCRYPTED PRIVATE KEY", file)).build();
    assertThrows(TlsSetupException.class, () -> LockedKeys.open(pem, Secret.ofText(PASSPHRASE)));
  }

  @Test
  void everyByteThatIsMissingIsNoticed() throws Exception {
    byte[] file = file("open.p12");
    for (int length = 0; length < file.length; length += 7) {
      byte[] cut = Arrays.copyOf(file, length);
      assertThrows(TlsSetupException.class, () -> open(cut, PASSPHRASE));
    }
    assertDoesNotThrow(() -> open(file, PASSPHRASE));
  }

  private static ASN1Sequence entries(byte[] file) {
    byte[] content = octets(Pfx.getInstance(file).getAuthSafe());
    List<ASN1Encodable> all = new ArrayList<>();
    for (ASN1Encodable part : ASN1Sequence.getInstance(content)) {
      ASN1Sequence.getInstance(octets(ContentInfo.getInstance(part))).forEach(all::add);
    }
    return new DERSequence(all.toArray(ASN1Encodable[]::new));
  }

  private static byte[] octets(ContentInfo info) {
    return DEROctetString.getInstance(info.getContent()).getOctets();
  }

  private static SafeBag certificate(String pem) throws Exception {
    byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    return new SafeBag(
        PKCSObjectIdentifiers.certBag,
        new CertBag(PKCSObjectIdentifiers.x509Certificate, new DEROctetString(der)));
  }

  private static SafeBag key(int rounds) {
    return new SafeBag(PKCSObjectIdentifiers.pkcs8ShroudedKeyBag, lockedKey(rounds));
  }

  private static EncryptedPrivateKeyInfo lockedKey(int rounds) {
    return new EncryptedPrivateKeyInfo(pbes2(rounds), new byte[32]);
  }

  private static ContentInfo plain(List<? extends ASN1Encodable> entries) throws Exception {
    return new ContentInfo(
        PKCSObjectIdentifiers.data,
        new DEROctetString(new DERSequence(entries.toArray(ASN1Encodable[]::new))));
  }

  private static ContentInfo locked(AlgorithmIdentifier scheme, byte[] content) {
    return new ContentInfo(
        PKCSObjectIdentifiers.encryptedData,
        new EncryptedData(PKCSObjectIdentifiers.data, scheme, new DEROctetString(content)));
  }

  private static byte[] encrypted(int rounds, byte[] content) throws Exception {
    var factory = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256");
    byte[] key =
        factory
            .generateSecret(new PBEKeySpec(PASSPHRASE.toCharArray(), SALT, rounds, 256))
            .getEncoded();
    Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
    cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(SALT));
    return cipher.doFinal(content);
  }

  private static AlgorithmIdentifier pbes2(int rounds) {
    return pbes2(
        new KeyDerivationFunc(
            PKCSObjectIdentifiers.id_PBKDF2,
            new PBKDF2Params(
                SALT,
                rounds,
                new AlgorithmIdentifier(
                    PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE))));
  }

  private static AlgorithmIdentifier scrypt(int cost, int block, int parallel) {
    return pbes2(
        new KeyDerivationFunc(
            MiscObjectIdentifiers.id_scrypt, new ScryptParams(SALT, cost, block, parallel)));
  }

  private static AlgorithmIdentifier pbes2(KeyDerivationFunc function) {
    return new AlgorithmIdentifier(
        PKCSObjectIdentifiers.id_PBES2,
        new PBES2Parameters(
            function,
            new EncryptionScheme(NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(SALT))));
  }

  private static MacData seal(int rounds) {
    return new MacData(
        new DigestInfo(
            new AlgorithmIdentifier(OIWObjectIdentifiers.idSHA1, DERNull.INSTANCE), new byte[20]),
        SALT,
        rounds);
  }

  private static byte[] pfx(Optional<MacData> seal, ContentInfo... parts) throws Exception {
    ContentInfo safe =
        new ContentInfo(PKCSObjectIdentifiers.data, new DEROctetString(new DERSequence(parts)));
    return new Pfx(safe, seal.orElse(null)).getEncoded(ASN1Encoding.DER);
  }

  private static byte[] bytes(ASN1Encodable value) throws Exception {
    return value.toASN1Primitive().getEncoded(ASN1Encoding.DER);
  }
}
