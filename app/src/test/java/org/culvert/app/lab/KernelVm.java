package org.culvert.app.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Machines whose kernel has the ovpn driver, with the programs of kernel-vm in their folders. */
final class KernelVm {
  private static final List<String> PROGRAMS =
      List.of(
          "kernel-vm.sh",
          "common.sh",
          "rows.sh",
          "life.sh",
          "reasons.sh",
          "kills.sh",
          "cpu.sh",
          "ask.pl",
          "hold.pl",
          "serve.pl",
          "stream.pl");

  private final Lab lab;

  /** The certificates and keys that the programs have, by the names that they know them by. */
  private final Map<String, Path> files;

  KernelVm(Lab lab) {
    this.lab = lab;
    // Where it is emulated, a JVM prepares itself for seconds before it signs with P-256.
    this.files = files(lab.pki().withKeys("rsa:2048"));
  }

  /**
   * Runs parts of kernel-vm.sh; from any thread.
   *
   * @param kernel as for {@link VirtualMachine#plain}
   * @param parts by their names there
   */
  VirtualMachine run(String name, Duration limit, List<String> kernel, String parts) {
    try {
      Path folder = Files.createDirectory(lab.folder().resolve(name));
      for (String program : PROGRAMS) {
        try (InputStream text =
            Objects.requireNonNull(KernelVm.class.getResourceAsStream("kernel-vm/" + program))) {
          Files.copy(text, folder.resolve(program));
        }
      }
      for (Map.Entry<String, Path> file : files.entrySet()) {
        Files.copy(file.getValue(), folder.resolve(file.getKey()));
      }
      Path run = folder.resolve("run");
      Files.writeString(
          run,
          "#!/bin/sh\nexport ROOT='%s' OPENVPN_2_7='%s' JAVA='%s' CLASS_PATH='%s'\nexec sh '%s' %s\n"
              .formatted(
                  Lab.root(),
                  ServerVersion.tree(),
                  Path.of(System.getProperty("java.home"), "bin", "java"),
                  Lab.classPath(),
                  folder.resolve("kernel-vm.sh"),
                  parts));
      Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwxr-xr-x"));
      return VirtualMachine.plain(folder, limit, kernel);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Path> files(Pki pki) {
    Pki.Identity server = pki.issue("lab-server", Pki.Purpose.SERVER);
    Pki.Identity client = pki.issue("lab-client", Pki.Purpose.CLIENT);
    return Map.of(
        "ca.crt",
        pki.ca(),
        "server.crt",
        server.certificate(),
        "server.key",
        server.key(),
        "client.crt",
        client.certificate(),
        "client.key",
        client.key());
  }
}
