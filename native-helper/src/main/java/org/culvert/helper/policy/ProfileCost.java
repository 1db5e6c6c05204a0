package org.culvert.helper.policy;

/**
 * What a profile's text will take in memory while its session lives, told from the text alone:
 * before anybody parses it.
 *
 * @param pemBlocks certificates, keys and lists in it
 * @param bytes of heap, rather too many than too few
 */
record ProfileCost(int pemBlocks, long bytes) {
  /** Text and its parts as strings, of one or two bytes a character. */
  private static final int PER_CHARACTER = 3;

  /** A parsed certificate. */
  private static final int PER_BLOCK = 6 << 10;

  /** A revoked certificate has some 50 characters of text and 300 bytes of objects. */
  private static final int PER_CRL_CHARACTER = 7;

  private static final String BEGIN = "-----BEGIN ";
  private static final String CRL = "X509 CRL";

  static ProfileCost of(String profile) {
    int blocks = 0;
    long bytes = (long) PER_CHARACTER * profile.length();
    int at = profile.indexOf(BEGIN);
    while (at >= 0) {
      int label = at + BEGIN.length();
      int next = profile.indexOf(BEGIN, label);
      int end = next < 0 ? profile.length() : next;
      blocks++;
      bytes += PER_BLOCK;
      if (isCrl(profile, label, end)) {
        bytes += (long) PER_CRL_CHARACTER * (end - at);
      }
      at = next;
    }
    return new ProfileCost(blocks, bytes);
  }

  private static boolean isCrl(String profile, int label, int end) {
    int dashes = profile.indexOf("-----", label);
    return dashes >= 0 && dashes < end && profile.substring(label, dashes).strip().equals(CRL);
  }
}
