package org.culvert.core.data;

/**
 * Decompresses a block of LZO1X, written from the public description of its stream format. Nothing
 * in it is believed: it never writes beyond its limit, reads before its output, or runs for ever.
 *
 * <pre>
 * first byte    18..20: 1 to 3 literals    21..255: 4 and more literals
 * 0000 llll     after a match without literals: 3 + l literals
 * 0000 ddss h   after 1 to 3 literals: match of 2 at 1 + d + 4h; after more: of 3 at 2049 + d + 4h
 * 0001 hlll dd  match of 2 + l at 16384 + 16384h + d; with h and d zero the end
 * 001l llll dd  match of 2 + l at 1 + d
 * 01ld ddss h   match of 3 + l at 1 + d + 8h
 * 1lld ddss h   match of 5 + l at 1 + d + 8h
 * </pre>
 *
 * A length of zero goes on in bytes: each zero is 255, the first other byte ends it. {@code dd} is
 * of 16 bits, little endian, whose two lowest are {@code ss}: so many literals follow the match.
 *
 * <p>One object serves one thread.
 */
final class LzoBlock {
  private static final int MANY = 4;
  private static final int FAR = 16_384;

  private byte[] source = {};
  private int in;
  private int end;
  private byte[] target = {};
  private int start;
  private int out;
  private int outEnd;
  private boolean damaged;

  /** Length of the output, −1 when the block is damaged or longer than {@code limit}. */
  int decompress(byte[] from, int offset, int length, byte[] to, int targetOffset, int limit) {
    source = from;
    in = offset;
    end = offset + length;
    target = to;
    start = targetOffset;
    out = targetOffset;
    outEnd = targetOffset + limit;
    damaged = length == 0;
    int before = 0;
    if (!damaged && (source[in] & 0xff) > 17) {
      int literals = (source[in++] & 0xff) - 17;
      literals(literals);
      before = Math.min(literals, MANY);
    }
    while (!damaged) {
      before = instruction(before);
      if (before < 0) {
        return in == end ? out - start : -1;
      }
    }
    return -1;
  }

  /** Does one, and says how many literals it ended with, −1 at the end of the stream. */
  private int instruction(int before) {
    int code = next();
    if (code < 16) {
      return few(code, before);
    }
    int length;
    int distance;
    int literals;
    if (code < 64) {
      boolean far = code < 32;
      length = 2 + (far ? length(code & 7, 7) : length(code & 31, 31));
      int low = next();
      int word = low | next() << 8;
      int base = far ? FAR + ((code & 8) << 11) : 1;
      distance = base + (word >>> 2);
      literals = word & 3;
      if (far && distance == FAR) {
        return damaged ? 0 : -1;
      }
    } else {
      length = code < 128 ? 3 + (code >>> 5 & 1) : 5 + (code >>> 5 & 3);
      distance = 1 + (code >>> 2 & 7) + (next() << 3);
      literals = code & 3;
    }
    match(distance, length);
    literals(literals);
    return literals;
  }

  private int few(int code, int before) {
    if (before == 0) {
      literals(3 + length(code, 15));
      return MANY;
    }
    int distance = (code >>> 2) + (next() << 2);
    if (before == MANY) {
      match(2049 + distance, 3);
    } else {
      match(1 + distance, 2);
    }
    literals(code & 3);
    return code & 3;
  }

  private int next() {
    if (in == end) {
      damaged = true;
      return 0;
    }
    return source[in++] & 0xff;
  }

  /** A length as it stands in the instruction, or what goes on behind it. */
  private int length(int inside, int base) {
    if (inside != 0) {
      return inside;
    }
    int length = base;
    while (!damaged && length <= outEnd - start) {
      int more = next();
      if (more != 0) {
        return length + more;
      }
      length += 255;
    }
    return length;
  }

  private void literals(int count) {
    if (damaged || count > end - in || count > outEnd - out) {
      damaged = true;
      return;
    }
    System.arraycopy(source, in, target, out, count);
    in += count;
    out += count;
  }

  private void match(int distance, int length) {
    if (damaged || distance > out - start || length > outEnd - out) {
      damaged = true;
      return;
    }
    // Byte by byte: a match may reach into what it writes.
    for (int stop = out + length; out < stop; out++) {
      target[out] = target[out - distance];
    }
  }
}
