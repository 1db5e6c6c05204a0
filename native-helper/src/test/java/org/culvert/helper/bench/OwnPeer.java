package org.culvert.helper.bench;

import org.culvert.core.data.CipherSource;
import org.culvert.core.data.DataChannel;
import org.culvert.core.data.DataSettings;
import org.culvert.core.keys.DataFormat;
import org.culvert.core.keys.DataKeys;

/** A channel whose two directions have the same keys, so that it understands itself. */
public final class OwnPeer {
  private OwnPeer() {}

  /** One that seals and opens at once. */
  public static DataChannel channel(DataSettings settings, CipherSource source) {
    DataFormat format = settings.format();
    DataChannel channel = new DataChannel(settings, source);
    channel.install(
        new DataKeys(
            0,
            format,
            new byte[format.cipherPart()],
            new byte[format.hmacPart()],
            new byte[format.cipherPart()],
            new byte[format.hmacPart()]));
    channel.activate(0);
    return channel;
  }
}
