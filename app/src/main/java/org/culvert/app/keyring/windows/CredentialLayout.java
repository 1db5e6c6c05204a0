package org.culvert.app.keyring.windows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.culvert.app.keyring.sys.SecretMemory;

/**
 * A CREDENTIALW, as 64-bit Windows lays it out.
 *
 * <pre>
 *    0  DWORD   Flags                 none
 *    4  DWORD   Type                  CRED_TYPE_GENERIC
 *    8  LPWSTR  TargetName            what it is found by, whatever the case of its letters
 *   16  LPWSTR  Comment               for people
 *   24  FILETIME LastWritten          by the system
 *   32  DWORD   CredentialBlobSize
 *   40  LPBYTE  CredentialBlob        the password in UTF-8, without an end mark
 *   48  DWORD   Persist               CRED_PERSIST_LOCAL_MACHINE: until forgotten, on this machine
 *   52  DWORD   AttributeCount        none
 *   56  PCREDENTIAL_ATTRIBUTEW Attributes
 *   64  LPWSTR  TargetAlias           none
 *   72  LPWSTR  UserName              NULL for none
 *   80
 * </pre>
 *
 * @see <a
 *     href="https://learn.microsoft.com/en-us/windows/win32/api/wincred/ns-wincred-credentialw">the
 *     structure</a>
 */
final class CredentialLayout {
  static final int TYPE = 4;
  static final int TARGET_NAME = 8;
  static final int COMMENT = 16;
  static final int BLOB_SIZE = 32;
  static final int BLOB = 40;
  static final int PERSIST = 48;
  static final int USER_NAME = 72;
  static final int SIZE = 80;

  /** CRED_TYPE_GENERIC. */
  static final int GENERIC = 1;

  /** CRED_PERSIST_LOCAL_MACHINE. */
  static final int LOCAL_MACHINE = 2;

  /** CRED_MAX_CREDENTIAL_BLOB_SIZE: 5 × 512 bytes since Windows 7; the page still says 512. */
  static final int BLOB_LIMIT = 2560;

  /** CRED_MAX_USERNAME_LENGTH without the end mark. */
  static final int USER_LIMIT = 512;

  /** CRED_MAX_STRING_LENGTH without the end mark. */
  private static final int COMMENT_LIMIT = 255;

  private CredentialLayout() {}

  /**
   * One block with the structure and what it leads to.
   *
   * @param password stays the caller's
   */
  static SecretMemory write(String target, String comment, String user, byte[] password) {
    byte[] targetText = text(target);
    byte[] commentText = text(shortened(comment));
    byte[] userText = text(user);
    int targetAt = SIZE;
    int commentAt = targetAt + targetText.length;
    int userAt = commentAt + commentText.length;
    int passwordAt = userAt + userText.length;
    SecretMemory memory = SecretMemory.allocate(passwordAt + password.length);
    memory.putInt(TYPE, GENERIC);
    memory.putInt(PERSIST, LOCAL_MACHINE);
    memory.putInt(BLOB_SIZE, password.length);
    memory.put(targetAt, targetText);
    memory.putAddress(TARGET_NAME, targetAt);
    memory.put(commentAt, commentText);
    memory.putAddress(COMMENT, commentAt);
    memory.put(passwordAt, password);
    memory.putAddress(BLOB, passwordAt);
    if (!user.isEmpty()) {
      memory.put(userAt, userText);
      memory.putAddress(USER_NAME, userAt);
    }
    return memory;
  }

  private static byte[] text(String text) {
    byte[] units = text.getBytes(StandardCharsets.UTF_16LE);
    return Arrays.copyOf(units, units.length + Character.BYTES);
  }

  private static String shortened(String comment) {
    if (comment.length() <= COMMENT_LIMIT) {
      return comment;
    }
    boolean cutsCharacter = Character.isHighSurrogate(comment.charAt(COMMENT_LIMIT - 1));
    return comment.substring(0, cutsCharacter ? COMMENT_LIMIT - 1 : COMMENT_LIMIT);
  }
}
