package org.culvert.helper.linux.gcrypt;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.security.ProviderException;

/**
 * The functions of libgcrypt by which a cipher is made and used (The Libgcrypt Reference Manual,
 * "Working with cipher handles"). Those that a packet needs are called straight on arrays: the JVM
 * collects no garbage during one, and a packet takes less than a microsecond where the processor
 * has instructions for AES. Nothing of a call is an object.
 *
 * <p>The library is loaded with this class, which fails to be initialised where there is none. A
 * handle is for one thread at a time. Functions return 0, or the library's error.
 */
final class Libgcrypt {
  private static final String FILE = "libgcrypt.so.20";

  /** The oldest that this was measured with: it has AES by processors' wide instructions. */
  private static final String LEAST = "1.10.0";

  private static final int AES_128 = 7;
  private static final int AES_192 = 8;
  private static final int AES_256 = 9;
  private static final int GCM = 9;
  private static final int DISABLE_SECURE_MEMORY = 37;
  private static final int INITIALIZATION_FINISHED = 38;
  private static final int IS_INITIALIZATION_FINISHED = 39;
  private static final int IS_FIPS_MODE = 55;

  /** In the lower half of an error, whose upper half says which library's it is. */
  private static final int CODE = 0xffff;

  private static final AddressLayout ADDRESS = ValueLayout.ADDRESS;
  private static final MemoryLayout INT = ValueLayout.JAVA_INT;
  private static final MemoryLayout LONG = ValueLayout.JAVA_LONG;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final SymbolLookup LIBRARY = library();

  private static final MethodHandle CHECK_VERSION =
      bind("gcry_check_version", FunctionDescriptor.of(ADDRESS, ADDRESS));
  private static final MethodHandle CONTROL =
      bind("gcry_control", FunctionDescriptor.of(INT, INT), Linker.Option.firstVariadicArg(1));
  private static final MethodHandle OPEN =
      bind("gcry_cipher_open", FunctionDescriptor.of(INT, ADDRESS, INT, INT, INT));
  private static final MethodHandle CLOSE =
      bind("gcry_cipher_close", FunctionDescriptor.ofVoid(ADDRESS));
  private static final MethodHandle SET_KEY = ofPacket("gcry_cipher_setkey", ADDRESS, LONG);
  private static final MethodHandle SET_IV = ofPacket("gcry_cipher_setiv", ADDRESS, LONG);
  private static final MethodHandle AUTHENTICATE =
      ofPacket("gcry_cipher_authenticate", ADDRESS, LONG);
  private static final MethodHandle ENCRYPT =
      ofPacket("gcry_cipher_encrypt", ADDRESS, LONG, ADDRESS, LONG);
  private static final MethodHandle DECRYPT =
      ofPacket("gcry_cipher_decrypt", ADDRESS, LONG, ADDRESS, LONG);
  private static final MethodHandle GET_TAG = ofPacket("gcry_cipher_gettag", ADDRESS, LONG);
  private static final MethodHandle CHECK_TAG = ofPacket("gcry_cipher_checktag", ADDRESS, LONG);

  private static final String VERSION = start();

  private Libgcrypt() {}

  @SuppressWarnings("restricted") // the launcher allows it to this module
  private static SymbolLookup library() {
    return SymbolLookup.libraryLookup(FILE, Arena.global());
  }

  @SuppressWarnings("restricted") // the launcher allows it to this module
  private static MethodHandle bind(
      String name, FunctionDescriptor function, Linker.Option... options) {
    return LINKER.downcallHandle(LIBRARY.findOrThrow(name), function, options);
  }

  /** A function of a handle and these. */
  private static MethodHandle ofPacket(String name, MemoryLayout... arguments) {
    return bind(
        name,
        FunctionDescriptor.of(INT, ADDRESS).appendArgumentLayouts(arguments),
        Linker.Option.critical(true));
  }

  /** Must come before anything else is asked of the library, once in a process. */
  private static String start() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment version = (MemorySegment) CHECK_VERSION.invokeExact(arena.allocateFrom(LEAST));
      if (version.equals(MemorySegment.NULL)) {
        version = (MemorySegment) CHECK_VERSION.invokeExact(MemorySegment.NULL);
        throw new ProviderException("version " + text(version) + " is older than " + LEAST);
      }
      if ((int) CONTROL.invokeExact(IS_FIPS_MODE) != 0) {
        throw new ProviderException("it is in FIPS mode, in which it wants to choose the nonces");
      }
      if ((int) CONTROL.invokeExact(IS_INITIALIZATION_FINISHED) == 0) {
        // Keys lie in ordinary memory, as everywhere else in this process.
        require((int) CONTROL.invokeExact(DISABLE_SECURE_MEMORY), "to begin");
        require((int) CONTROL.invokeExact(INITIALIZATION_FINISHED), "to begin");
      }
      return text(version);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  /** A string of C ends by itself. */
  @SuppressWarnings("restricted")
  private static String text(MemorySegment string) {
    return string.reinterpret(Long.MAX_VALUE).getString(0);
  }

  /** Of the library that was found. */
  static String version() {
    return VERSION;
  }

  /**
   * AES-GCM, still without a key. Wiped and given back to the library when nobody holds it any
   * more.
   *
   * @param keyLength in bytes
   */
  @SuppressWarnings("restricted") // its size is the library's affair
  static MemorySegment open(int keyLength) {
    int algorithm =
        switch (keyLength) {
          case 16 -> AES_128;
          case 24 -> AES_192;
          case 32 -> AES_256;
          default -> throw new ProviderException("no AES key has " + keyLength + " bytes");
        };
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment place = arena.allocate(ADDRESS);
      require((int) OPEN.invokeExact(place, algorithm, GCM, 0), "a cipher");
      return place.get(ADDRESS, 0).reinterpret(Arena.ofAuto(), Libgcrypt::close);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  private static void close(MemorySegment handle) {
    try {
      CLOSE.invokeExact(handle);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  /** Copies the key. */
  static int setKey(MemorySegment handle, MemorySegment key, long length) {
    try {
      return (int) SET_KEY.invokeExact(handle, key, length);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  /** Begins a packet. */
  static int setNonce(MemorySegment handle, MemorySegment nonce, long length) {
    try {
      return (int) SET_IV.invokeExact(handle, nonce, length);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  /** The packet's additional data. */
  static int authenticate(MemorySegment handle, MemorySegment data, long length) {
    try {
      return (int) AUTHENTICATE.invokeExact(handle, data, length);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  /** In place. */
  static int encrypt(MemorySegment handle, MemorySegment packet, long length) {
    try {
      return (int) ENCRYPT.invokeExact(handle, packet, length, MemorySegment.NULL, 0L);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  /** In place. What it leaves there is worth nothing before its tag was looked at. */
  static int decrypt(MemorySegment handle, MemorySegment packet, long length) {
    try {
      return (int) DECRYPT.invokeExact(handle, packet, length, MemorySegment.NULL, 0L);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  /** Writes the packet's tag. */
  static int getTag(MemorySegment handle, MemorySegment target, long length) {
    try {
      return (int) GET_TAG.invokeExact(handle, target, length);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  /** Compares the packet's tag, in the same time wherever it differs. */
  static int checkTag(MemorySegment handle, MemorySegment tag, long length) {
    try {
      return (int) CHECK_TAG.invokeExact(handle, tag, length);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  /** Throws what says that the library would not give {@code what}. */
  static void require(int error, String what) {
    if (error != 0) {
      throw new ProviderException("refuses " + what + ": error " + (error & CODE));
    }
  }

  /** What functions of C do not throw, or what was to be thrown anyway. */
  private static ProviderException impossible(Throwable thrown) {
    return switch (thrown) {
      case Error error -> throw error;
      case RuntimeException exception -> throw exception;
      default -> new ProviderException("a function of libgcrypt threw", thrown);
    };
  }
}
