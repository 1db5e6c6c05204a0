package org.culvert.helper.linux.gcrypt;

import java.security.Provider;
import java.security.ProviderException;
import java.util.List;
import java.util.Map;

/** Offers libgcrypt's AES-GCM as the JDK's providers offer theirs; never registered in the JVM. */
public final class GcryptProvider extends Provider {
  private static final long serialVersionUID = 1L;

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
   * @throws ProviderException when there is none, or one that is too old; says so
   */
  public static Provider load() {
    try {
      return new GcryptProvider(Libgcrypt.version());
    } catch (ExceptionInInitializerError e) {
      Throwable cause = e.getCause();
      throw new ProviderException(cause == null ? "unknown" : cause.getMessage(), e);
    }
  }
}
