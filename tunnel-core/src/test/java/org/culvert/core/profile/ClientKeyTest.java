package org.culvert.core.profile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientKeyTest {
  private static byte[] material(int wrapped) {
    byte[] bytes = new byte[256 + wrapped];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 3 + 1);
    }
    if (wrapped >= 2) {
      bytes[bytes.length - 2] = (byte) (wrapped >>> 8);
      bytes[bytes.length - 1] = (byte) wrapped;
    }
    return bytes;
  }

  private static String pem(byte[] material) {
    return "-----BEGIN OpenVPN tls-crypt-v2 client key-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(material)
        + "\n-----END OpenVPN tls-crypt-v2 client key-----\n";
  }

  private static String block(String pem) {
    return "<tls-crypt-v2>\n" + pem + "</tls-crypt-v2>";
  }

  private static ControlWrapping.TlsCryptV2 read(String text) {
    return assertInstanceOf(
        ControlWrapping.TlsCryptV2.class, Samples.profile(text).remotes().getFirst().wrapping());
  }

  @ParameterizedTest
  @ValueSource(ints = {290, 299, 1024})
  void aBlockIsSplitIntoOurKeyAndItsWrappedForm(int wrapped) {
    byte[] material = material(wrapped);
    var read = read(Samples.good(block(pem(material))));
    assertArrayEquals(java.util.Arrays.copyOf(material, 256), read.key().bytes().copyBytes());
    assertArrayEquals(
        java.util.Arrays.copyOfRange(material, 256, material.length),
        read.wrappedKey().copyBytes());
    assertFalse(read.toString().contains("1, 4, 7"), read::toString);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 289, 1025, 4000})
  void aWrappedFormOfAnImpossibleLengthIsRefused(int wrapped) {
    var report = Samples.parse(Samples.good(block(pem(material(wrapped)))));
    assertTrue(report.profile().isEmpty());
    assertTrue(
        Samples.lines(report.findings()).toString().contains("damaged or cut off"),
        () -> report.findings().toString());
  }

  @Test
  void aKeyThatIsCutOffIsRefused() {
    byte[] cut = java.util.Arrays.copyOf(material(299), 256 + 295);
    assertTrue(Samples.parse(Samples.good(block(pem(cut)))).profile().isEmpty());
  }

  @Test
  void aServersKeyIsExplained() {
    String server = pem(material(299)).replace("client key", "server key");
    var report = Samples.parse(Samples.good(block(server)));
    assertTrue(
        Samples.lines(report.findings()).toString().contains("must not leave the server"),
        () -> report.findings().toString());
  }

  @Test
  void onlyOneKindOfWrapMayBeThere() {
    var report = Samples.parse(Samples.good("tls-auth ta.key 1", block(pem(material(299)))));
    assertTrue(
        Samples.lines(report.findings()).toString().contains("more than one of tls-auth"),
        () -> report.findings().toString());
  }

  @Test
  void aConnectionBlockMayHaveAKeyOfItsOwn() {
    var profile =
        Samples.profile(
            Samples.good(
                "<connection>",
                "remote a 1",
                block(pem(material(299))),
                "</connection>",
                "<connection>",
                "remote b 2",
                "</connection>",
                "tls-auth ta.key 1"));
    List<Remote> remotes = profile.remotes();
    assertInstanceOf(ControlWrapping.TlsCryptV2.class, remotes.getFirst().wrapping());
    assertInstanceOf(ControlWrapping.TlsAuth.class, remotes.getLast().wrapping());
  }

  @Test
  void anImportedFileBecomesABlockWithoutTheServersWords() {
    IncludedFiles files =
        name ->
            name.equals("v2.key")
                ? java.util.Optional.of(
                    pem(material(299)).getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                : Samples.PKI.read(name);
    byte[] text =
        Samples.good("tls-crypt-v2 v2.key force-cookie")
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    var bundle =
        ProfileBundle.make("a.ovpn", text, files, Instant.EPOCH.plusSeconds(1_796_000_000));
    String whole = bundle.text().orElseThrow();
    assertTrue(whole.contains("<tls-crypt-v2>"));
    assertFalse(whole.contains("force-cookie"));
    assertEquals(299, read(whole).wrappedKey().length());
  }
}
