package org.culvert.app.keyring.windows;

import com.sun.jna.Pointer;
import java.util.Arrays;
import org.culvert.app.keyring.sys.SecretMemory;

/** A credential where the system has put it, until that is freed. */
final class StoredCredential {
  private final Pointer structure;

  StoredCredential(long address) {
    this.structure = new Pointer(address);
  }

  /** One of an array of addresses. */
  static StoredCredential at(long array, int index) {
    return new StoredCredential(new Pointer(array).getLong((long) index * Long.BYTES));
  }

  boolean isGeneric() {
    return structure.getInt(CredentialLayout.TYPE) == CredentialLayout.GENERIC;
  }

  String target() {
    return text(CredentialLayout.TARGET_NAME);
  }

  /** Empty where there is none. */
  String user() {
    return text(CredentialLayout.USER_NAME);
  }

  /** Copies the secret, which the caller wipes, and overwrites it here. */
  byte[] takeSecret() {
    return SecretMemory.take(
        structure.getLong(CredentialLayout.BLOB), structure.getInt(CredentialLayout.BLOB_SIZE));
  }

  /** Overwrites the secret. */
  void wipe() {
    Arrays.fill(takeSecret(), (byte) 0);
  }

  private String text(int offset) {
    long address = structure.getLong(offset);
    if (address == 0) {
      return "";
    }
    Pointer units = new Pointer(address);
    StringBuilder text = new StringBuilder();
    for (int at = 0; units.getShort(at) != 0; at += Character.BYTES) {
      text.append((char) units.getShort(at));
    }
    return text.toString();
  }
}
