package org.culvert.core.wire;

/**
 * How a data packet is marked as compressed or not; wire reference 8.8. What is sent is never
 * compressed. {@code 66}, {@code 69}, {@code fa} and {@code fb} stand in front of packets of the
 * first four; with {@code 69} and {@code fb} the packet's own first byte moves to its end.
 */
public enum CompressionFraming {
  /** The packet as it is. */
  NONE,
  /** {@code comp-lzo} and {@code compress lzo}: {@code fa} in front. */
  LZO,
  /** {@code compress stub}: {@code fb} in front. */
  STUB,
  /** {@code compress lz4}: {@code fb} in front. */
  LZ4,
  /** {@code compress stub-v2}: as it is, except that a first byte {@code 50} is escaped. */
  STUB_V2,
  /** {@code compress lz4-v2}: as {@link #STUB_V2}. */
  LZ4_V2;

  /** Whether each packet grows by a byte. */
  public boolean addsByte() {
    return this == LZO || this == STUB || this == LZ4;
  }
}
