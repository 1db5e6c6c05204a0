package org.culvert.app.keyring.mac;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;

/**
 * The frameworks themselves. The first use loads them: a {@link LinkageError} says that they are
 * not there.
 */
final class Frameworks implements KeychainApi {
  private static final long DEFAULT_ALLOCATOR = 0;
  // kCFStringEncodingUTF8
  private static final int UTF_8 = 0x08000100;

  @Override
  public long constant(Constant name) {
    return name.isFoundation()
        ? CoreFoundation.constant(name.symbol())
        : Security.constant(name.symbol());
  }

  @Override
  public long createString(byte[] utf8) {
    return CoreFoundation.CFStringCreateWithBytes(
        DEFAULT_ALLOCATOR, utf8, utf8.length, UTF_8, bool(false));
  }

  @Override
  public long createData(long bytes, long length) {
    return CoreFoundation.CFDataCreateWithBytesNoCopy(
        DEFAULT_ALLOCATOR, bytes, length, CoreFoundation.NO_ALLOCATOR);
  }

  @Override
  public long createDictionary(long[] keys, long[] values) {
    return CoreFoundation.CFDictionaryCreate(
        DEFAULT_ALLOCATOR,
        keys,
        values,
        keys.length,
        CoreFoundation.KEY_CALLBACKS,
        CoreFoundation.VALUE_CALLBACKS);
  }

  @Override
  public void release(long reference) {
    CoreFoundation.CFRelease(reference);
  }

  @Override
  public boolean isString(long reference) {
    return CoreFoundation.CFGetTypeID(reference) == CoreFoundation.CFStringGetTypeID();
  }

  @Override
  public String text(long string) {
    long length = CoreFoundation.CFStringGetLength(string);
    // With an end mark.
    long limit = CoreFoundation.CFStringGetMaximumSizeForEncoding(length, UTF_8) + 1;
    byte[] buffer = new byte[Math.toIntExact(limit)];
    boolean fits = CoreFoundation.CFStringGetCString(string, buffer, limit, UTF_8) != 0;
    return fits ? Native.toString(buffer, StandardCharsets.UTF_8) : "";
  }

  @Override
  public long dataLength(long data) {
    return CoreFoundation.CFDataGetLength(data);
  }

  @Override
  public long dataBytes(long data) {
    return CoreFoundation.CFDataGetBytePtr(data);
  }

  @Override
  public long arrayCount(long array) {
    return CoreFoundation.CFArrayGetCount(array);
  }

  @Override
  public long arrayValue(long array, long index) {
    return CoreFoundation.CFArrayGetValueAtIndex(array, index);
  }

  @Override
  public long dictionaryValue(long dictionary, long key) {
    return CoreFoundation.CFDictionaryGetValue(dictionary, key);
  }

  @Override
  public int add(long attributes) {
    return Security.SecItemAdd(attributes, 0);
  }

  @Override
  public int copyMatching(long query, long[] result) {
    return Security.SecItemCopyMatching(query, result);
  }

  @Override
  public int update(long query, long changes) {
    return Security.SecItemUpdate(query, changes);
  }

  @Override
  public int delete(long query) {
    return Security.SecItemDelete(query);
  }

  @Override
  public int allowInteraction(boolean allowed) {
    return Security.SecKeychainSetUserInteractionAllowed(bool(allowed));
  }

  private static byte bool(boolean value) {
    return (byte) (value ? 1 : 0);
  }

  /** By its whole path: no search path is consulted, and since macOS 11 there is no file there. */
  private static NativeLibrary framework(String name) {
    return NativeLibrary.getInstance("/System/Library/Frameworks/" + name + ".framework/" + name);
  }

  private static long valueOf(Pointer variable) {
    return variable.getLong(0);
  }

  private static final class CoreFoundation {
    private static final NativeLibrary LIBRARY = framework("CoreFoundation");
    static final long NO_ALLOCATOR = constant("kCFAllocatorNull");
    static final long KEY_CALLBACKS = address("kCFTypeDictionaryKeyCallBacks");
    static final long VALUE_CALLBACKS = address("kCFTypeDictionaryValueCallBacks");

    static {
      Native.register(CoreFoundation.class, LIBRARY);
    }

    static long constant(String symbol) {
      return valueOf(LIBRARY.getGlobalVariableAddress(symbol));
    }

    private static long address(String symbol) {
      return Pointer.nativeValue(LIBRARY.getGlobalVariableAddress(symbol));
    }

    static native long CFStringCreateWithBytes(
        long allocator, byte[] bytes, long length, int encoding, byte hasByteOrderMark);

    static native long CFDataCreateWithBytesNoCopy(
        long allocator, long bytes, long length, long deallocator);

    static native long CFDictionaryCreate(
        long allocator,
        long[] keys,
        long[] values,
        long count,
        long keyCallbacks,
        long valueCallbacks);

    static native void CFRelease(long reference);

    static native long CFGetTypeID(long reference);

    static native long CFStringGetTypeID();

    static native long CFStringGetLength(long string);

    static native long CFStringGetMaximumSizeForEncoding(long length, int encoding);

    static native byte CFStringGetCString(long string, byte[] buffer, long size, int encoding);

    static native long CFDataGetLength(long data);

    static native long CFDataGetBytePtr(long data);

    static native long CFArrayGetCount(long array);

    static native long CFArrayGetValueAtIndex(long array, long index);

    static native long CFDictionaryGetValue(long dictionary, long key);
  }

  private static final class Security {
    private static final NativeLibrary LIBRARY = framework("Security");

    static {
      Native.register(Security.class, LIBRARY);
    }

    static long constant(String symbol) {
      return valueOf(LIBRARY.getGlobalVariableAddress(symbol));
    }

    static native int SecItemAdd(long attributes, long noResult);

    static native int SecItemCopyMatching(long query, long[] result);

    static native int SecItemUpdate(long query, long changes);

    static native int SecItemDelete(long query);

    static native int SecKeychainSetUserInteractionAllowed(byte allowed);
  }
}
