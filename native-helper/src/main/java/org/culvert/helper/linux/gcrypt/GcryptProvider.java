package org.culvert.helper.linux.gcrypt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.security.ProviderException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Offers libgcrypt's AES-GCM as the JDK's providers offer theirs; never registered in the JVM. */
public final class GcryptProvider extends Provider {
  private static final long serialVersionUID = 1L;

  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
  private static final String TRANSFORMATION = "AES/GCM/NoPadding";

  private GcryptProvider(String version) {
    super("libgcrypt", version, "libgcrypt " + version);
    putService(
        new Service(
            this, "Cipher", TRANSFORMATION, GcryptCipher.class.getName(), List.of(), Map.of()) {
          @Override
          public Object newInstance(Object parameter) {
            return new GcryptCipher();
          }
        });
  }

  /**
   * Loads the library.
   *
   * @throws ProviderException when there is none, or one that would not be faster; says why
   */
  public static Provider load() {
    requireInstructions(PROCESSORS);
    try {
      return new GcryptProvider(Libgcrypt.version());
    } catch (ExceptionInInitializerError e) {
      throw new ProviderException(String.valueOf(e.getException().getMessage()), e);
    }
  }

  /** Without them the library is slower than the JDK, and long in one call. */
  static void requireInstructions(Path processors) {
    try (Stream<String> lines = Files.lines(processors)) {
      Set<String> features =
          lines
              .filter(line -> line.startsWith("flags") || line.startsWith("Features"))
              .limit(1)
              .flatMap(line -> Stream.of(line.split("\\s+")))
              .collect(Collectors.toSet());
      if (!features.contains("aes")
          || (!features.contains("pclmulqdq") && !features.contains("pmull"))) {
        throw new ProviderException("this processor has no instructions for AES-GCM");
      }
    } catch (IOException | UncheckedIOException e) {
      throw new ProviderException("cannot read what the processor can do: " + e.getMessage(), e);
    }
  }
}
