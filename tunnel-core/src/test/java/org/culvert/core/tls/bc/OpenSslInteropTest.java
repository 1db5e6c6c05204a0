package org.culvert.core.tls.bc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.culvert.core.profile.TlsSettings.PeerPurpose;
import org.culvert.core.profile.TlsSettings.TlsVersion;
import org.culvert.core.tls.ExportedKeys;
import org.culvert.core.tls.TlsChannel;
import org.culvert.core.tls.TlsResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the library that most servers run: {@code openssl s_server} on loopback. */
@Tag("interop")
class OpenSslInteropTest {
  private static final String CONFIGURATION =
      """
      openssl_conf = all
      [all]
      ssl_conf = tls
      [tls]
      system_default = settings
      [settings]
      """;

  private static final String EXPORT = "Keying material: ";

  @ParameterizedTest
  @CsvSource({
    "TLS_1_2, P-256", "TLS_1_2, RSA-2048", "TLS_1_2, Ed25519",
    "TLS_1_3, P-384", "TLS_1_3, RSA-2048", "TLS_1_3, Ed25519",
  })
  @Timeout(60)
  void bothSidesExportTheSameKeys(TlsVersion version, String keyType, @TempDir Path dir)
      throws Exception {
    TestPki.Issued ca = TestPki.selfSigned(TestPki.authority("Test CA"));
    TestPki.Issued client = TestPki.issue(TestPki.client("client").key(keyType), ca);
    TestPki.Issued server = TestPki.issue(TestPki.server("server").key(keyType), ca);
    BcTlsClientFactory factory =
        BcTlsClientFactory.of(
            new Settings()
                .ca(ca.pem())
                .identity(client)
                .purpose(PeerPurpose.SERVER)
                .versions(version, version)
                .build());

    Process process = server(dir, ca, server, "");
    try (BufferedReader output = process.inputReader(StandardCharsets.US_ASCII)) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port(output));
          TlsChannel channel = factory.open(TestPki.NOW.toEpochMilli())) {
        handshake(socket, channel);
        assertTrue(channel.result().isPresent(), () -> channel.failure().toString());
        String exported = lineWith(output, EXPORT);
        assertEquals(
            exported.substring(exported.indexOf(EXPORT) + EXPORT.length()).strip(),
            HexFormat.of().withUpperCase().formatHex(exported(channel).dataKeys().copyBytes()));
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static ExportedKeys exported(TlsChannel channel) {
    return channel.result().orElseThrow().exported().orElseThrow();
  }

  @Test
  @Timeout(60)
  void aServerWithoutExtendedMasterSecretConnectsAndExportsNothing(@TempDir Path dir)
      throws Exception {
    TestPki.Issued ca = TestPki.selfSigned(TestPki.authority("Test CA"));
    TestPki.Issued client = TestPki.issue(TestPki.client("client"), ca);
    TestPki.Issued server = TestPki.issue(TestPki.server("server"), ca);
    BcTlsClientFactory factory =
        BcTlsClientFactory.of(
            new Settings()
                .ca(ca.pem())
                .identity(client)
                .purpose(PeerPurpose.SERVER)
                .versions(TlsVersion.TLS_1_2, TlsVersion.TLS_1_2)
                .build());
    Process process = server(dir, ca, server, "Options = -ExtendedMasterSecret");
    try (BufferedReader output = process.inputReader(StandardCharsets.US_ASCII)) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port(output));
          TlsChannel channel = factory.open(TestPki.NOW.toEpochMilli())) {
        handshake(socket, channel);
        TlsResult result =
            channel.result().orElseThrow(() -> new AssertionError(channel.failure().toString()));
        assertEquals(Optional.empty(), result.exported());
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static int port(BufferedReader output) throws IOException {
    String accept = lineWith(output, "ACCEPT ");
    return Integer.parseInt(accept.substring(accept.lastIndexOf(':') + 1).strip());
  }

  /**
   * @param setting a line of openssl's configuration for TLS
   */
  private static Process server(Path dir, TestPki.Issued ca, TestPki.Issued server, String setting)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("openssl", "s_server"));
    command.addAll(List.of("-accept", "127.0.0.1:0", "-Verify", "1", "-no_check_time"));
    command.addAll(List.of("-CAfile", write(dir, "ca.pem", ca.pem())));
    command.addAll(List.of("-cert", write(dir, "server.pem", server.pem())));
    command.addAll(List.of("-key", write(dir, "server.key", server.keyPem())));
    command.addAll(List.of("-keymatexport", "EXPORTER-OpenVPN-datakeys"));
    command.addAll(List.of("-keymatexportlen", "256"));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("OPENSSL_CONF", write(dir, "openssl.cnf", CONFIGURATION + setting));
    return builder.start();
  }

  private static String write(Path dir, String name, String text) throws IOException {
    return Files.writeString(dir.resolve(name), text).toString();
  }

  private static String lineWith(BufferedReader output, String wanted) throws IOException {
    StringBuilder seen = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.contains(wanted)) {
        return line;
      }
      seen.append(line).append('\n');
    }
    throw new AssertionError("openssl said nothing of '" + wanted + "':\n" + seen);
  }

  private static void handshake(Socket socket, TlsChannel channel) throws IOException {
    byte[] buffer = new byte[4096];
    while (channel.result().isEmpty() && channel.failure().isEmpty()) {
      socket.getOutputStream().write(channel.takeCiphertext());
      int length = socket.getInputStream().read(buffer);
      assertTrue(length >= 0, "openssl closed the connection");
      channel.offerCiphertext(buffer, 0, length);
    }
    socket.getOutputStream().write(channel.takeCiphertext());
  }
}
