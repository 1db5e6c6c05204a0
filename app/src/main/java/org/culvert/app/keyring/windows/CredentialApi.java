package org.culvert.app.keyring.windows;

/**
 * The functions of Advapi32 that this package calls, one for one. Each answers with 0 or the error
 * number; addresses are those of structures in memory, and what came from here is given back by
 * {@link #free}. Credentials are of the type CRED_TYPE_GENERIC.
 */
interface CredentialApi {
  /** CredWriteW: in place of the credential with that target, if there is one. */
  int write(long credential);

  /** CredReadW: writes the credential's address to {@code found}. */
  int read(String target, long[] found);

  /**
   * CredEnumerateW: writes the address of an array of addresses to {@code found}, which with all
   * that it leads to is one block.
   *
   * @param filter the beginning of the targets, with an asterisk behind it
   */
  int enumerate(String filter, int[] count, long[] found);

  /** CredDeleteW. */
  int delete(String target);

  /** CredFree, which does not overwrite what it frees. */
  void free(long block);
}
