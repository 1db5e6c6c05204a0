package org.culvert.app.keyring.windows;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.WString;

/** Advapi32 itself. The first use loads it: a {@link LinkageError} says that it is not there. */
final class Advapi32 implements CredentialApi {
  private static final int NO_FLAGS = 0;
  // ERROR_GEN_FAILURE: for a call that failed and does not say why.
  private static final int GENERAL_FAILURE = 31;

  static {
    if (Native.POINTER_SIZE != 8) {
      throw new UnsatisfiedLinkError("the Credential Manager needs a 64-bit Java");
    }
    Native.register(Advapi32.class, NativeLibrary.getInstance("Advapi32"));
  }

  @Override
  public int write(long credential) {
    return error(CredWriteW(credential, NO_FLAGS));
  }

  @Override
  public int read(String target, long[] found) {
    return error(CredReadW(new WString(target), CredentialLayout.GENERIC, NO_FLAGS, found));
  }

  @Override
  public int enumerate(String filter, int[] count, long[] found) {
    return error(CredEnumerateW(new WString(filter), NO_FLAGS, count, found));
  }

  @Override
  public int delete(String target) {
    return error(CredDeleteW(new WString(target), CredentialLayout.GENERIC, NO_FLAGS));
  }

  @Override
  public void free(long block) {
    CredFree(block);
  }

  // A BOOL of 32 bits, and the thread's last error, which JNA keeps from the call.
  private static int error(int success) {
    if (success != 0) {
      return 0;
    }
    int error = Native.getLastError();
    return error == 0 ? GENERAL_FAILURE : error;
  }

  private static native int CredWriteW(long credential, int flags);

  private static native int CredReadW(WString target, int type, int flags, long[] found);

  private static native int CredEnumerateW(WString filter, int flags, int[] count, long[] found);

  private static native int CredDeleteW(WString target, int type, int flags);

  private static native void CredFree(long block);
}
