package org.culvert.app.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A certificate authority in a folder, made by the {@code openssl} program, so that our own code
 * does not check itself. P-256, because tests make many.
 */
final class Pki {
  private static final String CURVE = "ec";

  private final Path folder;
  private final String keys;
  private final Map<String, Identity> issued;

  private Pki(Path folder, String keys, Map<String, Identity> issued) {
    this.folder = folder;
    this.keys = keys;
    this.issued = issued;
  }

  /** The same authority, which issues for keys of another kind. */
  Pki withKeys(String kind) {
    return new Pki(folder, kind, issued);
  }

  /** A key with its certificate, PEM files. */
  record Identity(Path certificate, Path key) {}

  /** What a certificate is for. */
  enum Purpose {
    SERVER("serverAuth"),
    CLIENT("clientAuth");

    private final String extendedKeyUsage;

    Purpose(String extendedKeyUsage) {
      this.extendedKeyUsage = extendedKeyUsage;
    }
  }

  /** Makes an authority with a new key. */
  static Pki create(Path folder, String name) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("index.txt"), "");
      Files.writeString(folder.resolve("serial"), "1000\n");
      Files.writeString(folder.resolve("ca.cnf"), caConfiguration(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Pki pki = new Pki(folder, CURVE, new HashMap<>());
    Shell.out(
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-days",
        "30",
        "-subj",
        "/CN=" + name,
        "-keyout",
        folder.resolve("ca.key").toString(),
        "-out",
        pki.ca().toString(),
        "-addext",
        "keyUsage=critical,keyCertSign,cRLSign");
    return pki;
  }

  private static String caConfiguration(Path folder) {
    return """
        [ca]
        default_ca = lab
        [lab]
        dir = %s
        database = $dir/index.txt
        serial = $dir/serial
        new_certs_dir = $dir
        certificate = $dir/ca.crt
        private_key = $dir/ca.key
        default_md = sha256
        default_days = 30
        policy = any
        unique_subject = no
        [any]
        commonName = supplied
        """
        .formatted(folder);
  }

  /** The authority's certificate. */
  Path ca() {
    return folder.resolve("ca.crt");
  }

  /** A certificate that is valid now; the same one when asked again. */
  Identity issue(String commonName, Purpose purpose) {
    return issue(commonName, purpose, "20250101000000Z", "20991231235959Z");
  }

  /** A certificate that was valid until long ago. */
  Identity issueExpired(String commonName, Purpose purpose) {
    return issue(commonName, purpose, "20200101000000Z", "20210101000000Z");
  }

  private Identity issue(String commonName, Purpose purpose, String from, String until) {
    String base =
        commonName
            + "-"
            + keys.replace(':', '-')
            + "-"
            + from.substring(0, 4)
            + "-"
            + until.substring(0, 4)
            + "-"
            + purpose;
    Identity there = issued.get(base);
    if (there != null) {
      return there;
    }
    Path key = folder.resolve(base + ".key");
    Path request = folder.resolve(base + ".csr");
    Path certificate = folder.resolve(base + ".crt");
    Path extensions = folder.resolve(base + ".ext");
    try {
      Files.writeString(
          extensions,
          "basicConstraints=CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage="
              + purpose.extendedKeyUsage
              + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> making =
        new ArrayList<>(List.of("openssl", "req", "-new", "-newkey", keys, "-nodes"));
    if (keys.equals(CURVE)) {
      making.addAll(List.of("-pkeyopt", "ec_paramgen_curve:P-256"));
    }
    making.addAll(
        List.of(
            "-subj", "/CN=" + commonName, "-keyout", key.toString(), "-out", request.toString()));
    Shell.out(making.toArray(String[]::new));
    Shell.out(
        "openssl",
        "ca",
        "-batch",
        "-notext",
        "-config",
        folder.resolve("ca.cnf").toString(),
        "-in",
        request.toString(),
        "-out",
        certificate.toString(),
        "-extfile",
        extensions.toString(),
        "-startdate",
        from,
        "-enddate",
        until);
    Identity fresh = new Identity(certificate, key);
    issued.put(base, fresh);
    return fresh;
  }

  /** A server's key for tls-crypt-v2, and a client's that it wrapped. */
  record TlsCryptV2(Path server, Path client) {
    /** Makes both, in new files of the lab. */
    static TlsCryptV2 create(Lab lab) {
      TlsCryptV2 keys = new TlsCryptV2(lab.newPath("v2-server.key"), lab.newPath("v2-client.key"));
      String server = keys.server().toString();
      Shell.out("openvpn", "--genkey", "tls-crypt-v2-server", server);
      Shell.out(
          "openvpn",
          "--tls-crypt-v2",
          server,
          "--genkey",
          "tls-crypt-v2-client",
          keys.client().toString());
      return keys;
    }
  }

  /** A new static key for tls-auth or tls-crypt. */
  static Path staticKey(Path file) {
    Shell.out("openvpn", "--genkey", "secret", file.toString());
    return file;
  }
}
