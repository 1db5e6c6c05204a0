package org.culvert.core.profile;

import org.culvert.core.wire.CompressionFraming;

/**
 * What the profile says about compression. Nothing that is sent is ever compressed.
 *
 * @param framing unless the server pushes another
 * @param decompress whether received packets may be compressed
 */
public record CompressionSettings(CompressionFraming framing, boolean decompress) {
  /** No framing, nothing compressed. */
  public static final CompressionSettings NONE =
      new CompressionSettings(CompressionFraming.NONE, false);
}
