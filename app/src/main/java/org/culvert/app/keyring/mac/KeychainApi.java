package org.culvert.app.keyring.mac;

/**
 * The functions of CoreFoundation and Security that this package calls, one for one. A reference is
 * an address, 0 is none. What a function creates or copies belongs to its caller, who releases it;
 * what it gets out of something else lives as long as that.
 */
interface KeychainApi {
  /** Lives for ever. */
  long constant(Constant name);

  /** CFStringCreateWithBytes. */
  long createString(byte[] utf8);

  /** CFDataCreateWithBytesNoCopy, with nobody to free the bytes: they stay the caller's. */
  long createData(long bytes, long length);

  /** CFDictionaryCreate, which keeps what it is made of. */
  long createDictionary(long[] keys, long[] values);

  /** CFRelease. */
  void release(long reference);

  /** CFGetTypeID, compared with that of strings. */
  boolean isString(long reference);

  /** CFStringGetCString, of a string only. */
  String text(long string);

  /** CFDataGetLength. */
  long dataLength(long data);

  /** CFDataGetBytePtr. */
  long dataBytes(long data);

  /** CFArrayGetCount. */
  long arrayCount(long array);

  /** CFArrayGetValueAtIndex. */
  long arrayValue(long array, long index);

  /** CFDictionaryGetValue. */
  long dictionaryValue(long dictionary, long key);

  /** SecItemAdd. */
  int add(long attributes);

  /** SecItemCopyMatching: writes the reference of a copy to {@code result}. */
  int copyMatching(long query, long[] result);

  /** SecItemUpdate. */
  int update(long query, long changes);

  /** SecItemDelete. */
  int delete(long query);

  /**
   * SecKeychainSetUserInteractionAllowed, for the whole process: without, what would ask the user
   * fails. It is deprecated with nothing in its place: what SecItem has for it does nothing to a
   * keychain that is a file.
   */
  int allowInteraction(boolean allowed);
}
