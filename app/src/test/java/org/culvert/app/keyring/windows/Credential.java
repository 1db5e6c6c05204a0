package org.culvert.app.keyring.windows;

import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import java.nio.charset.StandardCharsets;

/** CREDENTIALW as wincred.h declares it; JNA computes where each field lies. */
@Structure.FieldOrder({
  "flags",
  "type",
  "targetName",
  "comment",
  "lastWritten",
  "credentialBlobSize",
  "credentialBlob",
  "persist",
  "attributeCount",
  "attributes",
  "targetAlias",
  "userName"
})
public class Credential extends Structure {
  public int flags;
  public int type;
  public Pointer targetName = Pointer.NULL;
  public Pointer comment = Pointer.NULL;
  public FileTime lastWritten = new FileTime();
  public int credentialBlobSize;
  public Pointer credentialBlob = Pointer.NULL;
  public int persist;
  public int attributeCount;
  public Pointer attributes = Pointer.NULL;
  public Pointer targetAlias = Pointer.NULL;
  public Pointer userName = Pointer.NULL;

  /** FILETIME. */
  @Structure.FieldOrder({"low", "high"})
  public static class FileTime extends Structure {
    public int low;
    public int high;
  }

  /** The one at an address, as it is there. */
  public Credential(long address) {
    super(new Pointer(address));
    read();
  }

  /** A text of 16-bit units that ends with a zero; empty for NULL. */
  static String text(Pointer units) {
    if (units == null) {
      return "";
    }
    int length = 0;
    while (units.getShort(length) != 0) {
      length += Character.BYTES;
    }
    return new String(units.getByteArray(0, length), StandardCharsets.UTF_16LE);
  }
}
