package org.culvert.core.profile;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.List;
import org.culvert.core.fuzz.FuzzTarget;
import org.culvert.core.tls.TlsSetupException;
import org.culvert.core.tls.bc.BcTlsClientFactory;

/**
 * Keys, certificates and revocation lists. The first byte says what the rest is taken for; it lies
 * next to a profile that names it, and what the profile accepts goes on to TLS.
 */
public final class KeyFileFuzz implements FuzzTarget {
  private static final List<String> USES =
      List.of(
          "tls-auth",
          "tls-crypt",
          "tls-crypt-v2",
          "ca",
          "cert",
          "key",
          "extra-certs",
          "crl-verify",
          "pkcs12");

  /** For the list of targets. */
  public KeyFileFuzz() {}

  @Override
  public String name() {
    return "key-file";
  }

  @Override
  public List<byte[]> seeds() {
    return List.of(
        seed("tls-auth", "ta.key"),
        seed("tls-crypt", "ta.key"),
        seed("ca", "ca.crt"),
        seed("cert", "client.crt"),
        seed("key", "client.key"),
        seed("extra-certs", "ca.crt"));
  }

  private static byte[] seed(String use, String file) {
    byte[] content = Samples.resource("pki/" + file);
    return ByteBuffer.allocate(1 + content.length)
        .put((byte) USES.indexOf(use))
        .put(content)
        .array();
  }

  @Override
  public void run(byte[] input) {
    if (input.length == 0) {
      return;
    }
    String use = USES.get(Math.floorMod(input[0], USES.size()));
    byte[] content = java.util.Arrays.copyOfRange(input, 1, input.length);
    IncludedFiles files =
        name -> name.equals("fuzzed") ? java.util.Optional.of(content) : Samples.PKI.read(name);
    ProfileReport report =
        new ProfileParser(Samples.NOW).parse("fuzz.ovpn", profile(use).getBytes(UTF_8), files);
    report.profile().ifPresent(KeyFileFuzz::setUpTls);
    // The readers below the parser see what it would have refused.
    String text = new String(content, US_ASCII);
    StaticKeyText.read(text);
    ClientKeyText.read(text);
  }

  private static String profile(String use) {
    StringBuilder text = new StringBuilder("client\ndev tun\nremote vpn.example.com\n");
    for (String file : List.of("ca ca.crt", "cert client.crt", "key client.key")) {
      if (!file.startsWith(use + " ")) {
        text.append(file).append('\n');
      }
    }
    return text.append(use).append(" fuzzed\n").toString();
  }

  private static void setUpTls(Profile profile) {
    try {
      BcTlsClientFactory.of(profile.tls()).ownCertificateProblem(Samples.NOW.toEpochMilli());
    } catch (TlsSetupException refused) {
      // What cannot be used is said in this way.
    }
  }
}
