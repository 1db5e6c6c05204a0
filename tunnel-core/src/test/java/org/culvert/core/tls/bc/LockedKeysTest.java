package org.culvert.core.tls.bc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.culvert.core.api.Secret;
import org.culvert.core.profile.TlsSettings;
import org.culvert.core.tls.TlsSetupException;
import org.culvert.core.tls.WrongPassphraseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which openssl locks a key. */
class LockedKeysTest {
  private static final String PASSPHRASE = "öpen sesame";

  private static byte[] file(String name) throws Exception {
    try (InputStream in = LockedKeysTest.class.getResourceAsStream("locked/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }

  private static String text(String name) throws Exception {
    return new String(file(name), StandardCharsets.US_ASCII);
  }

  private static TlsSettings open(TlsSettings settings, String passphrase) throws Exception {
    return LockedKeys.open(settings, Secret.ofText(passphrase));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pbes2-aes256",
        "pbes2-aes128-sha1",
        "pbes2-des3-sha512",
        "pbes2-scrypt",
        "pkcs12-des3",
        "pbes1-md5-des",
        "old-ec-aes256",
        "old-ec-des3",
        "old-rsa-aes128"
      })
  void aLockedKeyIsOpenedByItsPassphraseOnly(String name) throws Exception {
    TlsSettings locked = new Settings().key(text(name + ".pem")).build();
    assertEquals(Optional.of("key"), LockedKeys.lockedBy(locked));
    TlsSettings opened = open(locked, PASSPHRASE);
    assertEquals(Optional.empty(), LockedKeys.lockedBy(opened));
    assertNotNull(PrivateKeys.read(opened.privateKey().orElseThrow()));
    for (String wrong : new String[] {"", "open sesame", "öpen sesame "}) {
      assertThrows(WrongPassphraseException.class, () -> open(locked, wrong), wrong);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"modern.p12", "legacy.p12", "untold.p12"})
  void aPkcs12FileGivesKeyCertificateAndAuthority(String name) throws Exception {
    TlsSettings locked = new Settings().pkcs12(file(name)).build();
    assertEquals(Optional.of("pkcs12"), LockedKeys.lockedBy(locked));
    TlsSettings opened = open(locked, name.equals("untold.p12") ? "" : PASSPHRASE);
    assertEquals(Optional.empty(), LockedKeys.lockedBy(opened));
    assertEquals(
        Certificates.read(text("ca.crt"), "ca"),
        Certificates.read(opened.ca().orElseThrow(), "ca"));
    assertEquals(
        "CN=me",
        SubjectName.of(Certificates.read(opened.certificate().orElseThrow(), "cert").getFirst())
            .text());
    assertNotNull(BcTlsClientFactory.of(opened));
    assertThrows(WrongPassphraseException.class, () -> open(locked, "wrong"));
  }

  @Test
  void anAuthorityOfTheProfileComesBeforeThatOfTheFile() throws Exception {
    String other = TestPki.selfSigned(TestPki.authority("other")).pem();
    TlsSettings opened =
        open(new Settings().ca(other).pkcs12(file("modern.p12")).build(), PASSPHRASE);
    assertEquals(Optional.of(other), opened.ca());
  }

  @Test
  void countsThatWouldTakeForeverAreRefused() throws Exception {
    // The iteration count 2048 (02 02 08 00) of the file becomes 2^31 - 1.
    byte[] der =
        java.util.Base64.getMimeDecoder()
            .decode(text("pbes2-aes256.pem").replaceAll("-----[A-Z ]+-----", ""));
    int at = new String(der, StandardCharsets.ISO_8859_1).indexOf("\u0002\u0002\u0008\u0000");
    assertTrue(at > 0);
    // One byte longer would break the lengths around: the largest count of two bytes is fine.
    der[at + 2] = 0x7f;
    der[at + 3] = (byte) 0xff;
    TlsSettings many = new Settings().key(TestPki.pem("ENCRYPTED PRIVATE KEY", der)).build();
    assertThrows(WrongPassphraseException.class, () -> open(many, PASSPHRASE));
    der[at + 2] = (byte) 0x80; // a negative one
    TlsSettings negative = new Settings().key(TestPki.pem("ENCRYPTED PRIVATE KEY", der)).build();
    assertThrows(TlsSetupException.class, () -> open(negative, PASSPHRASE));
  }

  @Test
  void damagedFilesAreSaidToBeDamaged() throws Exception {
    byte[] cut = java.util.Arrays.copyOf(file("modern.p12"), 500);
    TlsSettings p12 = new Settings().pkcs12(cut).build();
    assertThrows(TlsSetupException.class, () -> open(p12, PASSPHRASE));
    TlsSettings unknown =
        new Settings().key(text("old-ec-des3.pem").replace("DES-EDE3-CBC", "RC2-40-CBC")).build();
    assertThrows(TlsSetupException.class, () -> open(unknown, PASSPHRASE));
    TlsSettings noIv =
        new Settings()
            .key(text("old-ec-des3.pem").replaceAll("DES-EDE3-CBC,.*", "DES-EDE3-CBC,zz"))
            .build();
    assertThrows(TlsSetupException.class, () -> open(noIv, PASSPHRASE));
  }

  @Test
  @Timeout(20)
  void aHeaderOfNothingButColonsIsReadOnce() {
    String headers =
        "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00112233445566778899AABBCCDDEEFF\nX-Y: ";
    String pem =
        "-----BEGIN EC PRIVATE KEY-----\n"
            + headers
            + ":".repeat(1 << 20)
            + "\n\nAAAAAAAAAAAAAAAAAAAAAA==\n-----END EC PRIVATE KEY-----\n";
    Pem.Block block = Pem.blocks(pem).getFirst();
    assertTrue(block.encrypted());
    assertEquals("AES-128-CBC,00112233445566778899AABBCCDDEEFF", block.encryption());
  }
}
