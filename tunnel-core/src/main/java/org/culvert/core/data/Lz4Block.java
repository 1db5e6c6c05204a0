package org.culvert.core.data;

/**
 * Decompresses a block of LZ4 (the public description of the block format). Nothing in it is
 * believed: it never writes beyond its limit, reads before its output, or runs for ever.
 *
 * <pre>
 * sequence: token | more literal length | literals | offset 2, little endian | more match length
 * token:    high 4 bits literal length, low 4 bits match length − 4; 15 goes on in bytes up to 255
 * </pre>
 */
final class Lz4Block {
  private static final int LEAST_MATCH = 4;
  private static final int GOES_ON = 15;

  private Lz4Block() {}

  /** Length of the output, −1 when the block is damaged or longer than {@code limit}. */
  static int decompress(
      byte[] source, int offset, int length, byte[] target, int targetOffset, int limit) {
    int in = offset;
    int end = offset + length;
    int out = targetOffset;
    int outEnd = targetOffset + limit;
    while (in < end) {
      int token = source[in++] & 0xff;
      int literals = token >>> 4;
      if (literals == GOES_ON) {
        int next;
        do {
          if (in == end || literals > limit) {
            return -1;
          }
          next = source[in++] & 0xff;
          literals += next;
        } while (next == 255);
      }
      if (literals > end - in || literals > outEnd - out) {
        return -1;
      }
      System.arraycopy(source, in, target, out, literals);
      in += literals;
      out += literals;
      if (in == end) {
        return out - targetOffset; // the last sequence has no match
      }
      if (end - in < 2) {
        return -1;
      }
      int distance = (source[in] & 0xff) | (source[in + 1] & 0xff) << 8;
      in += 2;
      int match = token & GOES_ON;
      if (match == GOES_ON) {
        int next;
        do {
          if (in == end || match > limit) {
            return -1;
          }
          next = source[in++] & 0xff;
          match += next;
        } while (next == 255);
      }
      match += LEAST_MATCH;
      if (distance == 0 || distance > out - targetOffset || match > outEnd - out) {
        return -1;
      }
      // Byte by byte: a match may reach into what it writes.
      for (int stop = out + match; out < stop; out++) {
        target[out] = target[out - distance];
      }
    }
    return -1;
  }
}
