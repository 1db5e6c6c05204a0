package org.culvert.core.data;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.ProviderException;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import org.culvert.core.keys.DataCipher;
import org.jspecify.annotations.Nullable;

/**
 * Where the AEAD ciphers of the data channel come from. AES-GCM is faster by a native library: by
 * the one that the platform prefers, or else by the Amazon Corretto Crypto Provider, each where it
 * is there and passes {@link CipherCheck}; everything else, and AES-GCM otherwise, is the JDK's.
 * Chosen once in a process and handed down; the providers of the process stay as they are, so that
 * nothing else is done by a native one.
 */
public final class CipherSource {
  private static final String NATIVE =
      "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";
  private static final String NATIVE_NAME = "Amazon Corretto Crypto Provider";

  /** How it calls itself before its version and that of the library in it. */
  private static final String SHORT_NAME = "AmazonCorrettoCryptoProvider";

  private final @Nullable Provider gcm;
  private final String carrier;
  private final @Nullable String obstacle;

  private CipherSource(@Nullable Provider gcm, String carrier, @Nullable String obstacle) {
    this.gcm = gcm;
    this.carrier = carrier;
    this.obstacle = obstacle;
  }

  /** The JDK's ciphers alone. */
  public static CipherSource jdk() {
    return jdk("nothing faster was asked for");
  }

  private static CipherSource jdk(String name, String obstacle) {
    return jdk(name + " does not do it: " + obstacle);
  }

  private static CipherSource jdk(String obstacle) {
    return new CipherSource(null, "the JDK " + Runtime.version().feature(), obstacle);
  }

  /**
   * The Amazon Corretto Crypto Provider's or else the JDK's. Loads a native library and tries it,
   * which takes a fraction of a second.
   */
  public static CipherSource corretto() {
    return checked(
        "the " + NATIVE_NAME,
        () ->
            ServiceLoader.load(Provider.class).stream()
                .filter(service -> service.type().getName().equals(NATIVE))
                .findFirst()
                .orElseThrow(() -> new ProviderException("it is not installed"))
                .get());
  }

  /**
   * The preferred, or else as {@link #corretto()}.
   *
   * @param name of what is preferred, for who reads why another does it
   * @param preferred throws a {@link ProviderException} that says why there is none
   */
  public static CipherSource preferring(String name, Supplier<Provider> preferred) {
    CipherSource first = checked(name, preferred);
    if (first.gcm != null) {
      return first;
    }
    CipherSource second = corretto();
    String both =
        second.obstacle == null ? first.obstacle : first.obstacle + "; " + second.obstacle;
    return new CipherSource(second.gcm, second.carrier, both);
  }

  /** With this provider's AES-GCM if it does in every way what the JDK's does. */
  static CipherSource checked(String name, Supplier<Provider> provider) {
    try {
      return checked(name, provider.get());
    } catch (ProviderException e) {
      return jdk(name, String.valueOf(e.getMessage()));
    } catch (Error | RuntimeException e) {
      // Whatever native code and its loader may throw, plain Errors included: there is another way.
      return jdk(name, "it cannot be loaded: " + e);
    }
  }

  private static CipherSource checked(String name, Provider provider) {
    Optional<String> missing = loadingError(provider);
    if (missing.isPresent()) {
      return jdk(name, "its library cannot be loaded: " + missing.get());
    }
    CipherSource source =
        new CipherSource(provider, provider.getInfo().replace(SHORT_NAME, NATIVE_NAME), null);
    return CipherCheck.flaw(source)
        .map(flaw -> jdk(name, "it failed its check: " + flaw))
        .orElse(source);
  }

  /** By reflection: nothing here is compiled against the provider. */
  private static Optional<String> loadingError(Provider provider) {
    try {
      return provider.getClass().getMethod("getLoadingError").invoke(provider)
              instanceof Throwable error
          ? Optional.of(root(error))
          : Optional.empty();
    } catch (ReflectiveOperationException e) {
      return Optional.empty(); // then the check finds out
    }
  }

  /** What its loader tried last hangs below what it tried first. */
  private static String root(Throwable error) {
    Throwable[] later = error.getSuppressed();
    Throwable last = later.length == 0 ? error : later[later.length - 1];
    return last.getMessage() == null ? last.toString() : last.getMessage();
  }

  /** Who does AES-GCM, with a version. */
  public String carrier() {
    return carrier;
  }

  /** Why AES-GCM is not done by the fastest that there could be; empty when it is. */
  public Optional<String> obstacle() {
    return Optional.ofNullable(obstacle);
  }

  /** One line for the log and the doctor. */
  @Override
  public String toString() {
    String text = "AES-GCM by " + carrier;
    return obstacle().map(reason -> text + ": " + reason).orElse(text);
  }

  /** A fresh cipher object for one direction. */
  Cipher cipher(DataCipher kind) {
    String transformation = kind.isGcm() ? "AES/GCM/NoPadding" : "ChaCha20-Poly1305";
    try {
      return kind.isGcm() && gcm != null
          ? Cipher.getInstance(transformation, gcm)
          : Cipher.getInstance(transformation);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("there is no " + transformation + " here", e);
    }
  }
}
