package org.culvert.core.push;

/**
 * How a data packet is marked as not compressed; wire reference 8.8. Nothing is ever compressed.
 */
public enum CompressionFraming {
  /** The packet as it is. */
  NONE,
  /** {@code comp-lzo no}: a byte in front. */
  COMP_LZO_NO,
  /** {@code compress stub}: a byte swapped to the end. */
  STUB,
  /** {@code compress stub-v2}: as it is, except that a first byte 0x50 is escaped; IP has none. */
  STUB_V2
}
