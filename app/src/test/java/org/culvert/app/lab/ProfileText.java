package org.culvert.app.lab;

import java.nio.file.Path;
import java.util.Locale;

/** A profile with every file inline, taken apart. */
record ProfileText(String text) {
  /** A block with the lines around it. */
  String block(String name) {
    String end = "</" + name + ">\n";
    return text.substring(text.indexOf("<" + name + ">"), text.indexOf(end) + end.length());
  }

  /** What is in a block, as a file. */
  Path file(Lab lab, String name) {
    return lab.write(
        name + ".pem",
        block(name)
            .lines()
            .filter(line -> !line.startsWith("<"))
            .reduce("", (before, line) -> before + line + "\n"));
  }

  /** The profile with its key locked by {@code openssl}, which is told how by the first words. */
  String withLockedKey(Lab lab, String command, String passphrase) {
    Path locked = lab.newPath("locked.key");
    String words =
        "openssl %s -in %s -out %s -passout".formatted(command, file(lab, "key"), locked);
    Shell.out((words + " pass:" + passphrase).split(" ", -1));
    return text.replace(
        block("key"), "<key>\n" + Shell.out("cat", locked.toString()).strip() + "\n</key>\n");
  }

  /** The profile with key and certificates in a PKCS#12 file, whose passphrase is in another. */
  String withPkcs12(Lab lab, String passphrase) {
    Path p12 = lab.newPath("me.p12");
    String words =
        "openssl pkcs12 -export -in %s -inkey %s -certfile %s -out %s -passout pass:%s"
            .formatted(file(lab, "cert"), file(lab, "key"), file(lab, "ca"), p12, passphrase);
    Shell.out(words.split(" ", -1));
    Path told = lab.write("pass.txt", passphrase + "\n");
    return text.replace(block("key"), "").replace(block("cert"), "").replace(block("ca"), "")
        + "pkcs12 %s\naskpass %s\n".formatted(p12.getFileName(), told.getFileName());
  }

  /** The line that pins the authority by the digest, such as {@code sha256}. */
  static String verifyHash(Path authority, String digest) {
    String hash =
        Shell.out(
                "openssl",
                "x509",
                "-noout",
                "-fingerprint",
                "-" + digest,
                "-in",
                authority.toString())
            .strip()
            .replaceFirst(".*=", "");
    return "verify-hash " + hash + " " + digest.toUpperCase(Locale.ROOT) + "\n";
  }
}
