package org.culvert.core.session;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.culvert.core.data.DataSettings;
import org.culvert.core.data.RenewalLimits;
import org.culvert.core.keys.DataCipher;
import org.culvert.core.keys.DataFormat;
import org.culvert.core.plan.MssFix;
import org.culvert.core.profile.CompressionSettings;
import org.culvert.core.profile.Timers;
import org.culvert.core.push.PushedOptions;
import org.culvert.core.wire.CompressionFraming;

/** What profile and server together say about the data channel. */
final class DataAgreement {
  private DataAgreement() {}

  /**
   * The settings of the data channel.
   *
   * @param serverOptions the server's options string
   * @throws CipherRefusedException when the server wants a cipher that the profile does not name
   */
  static DataSettings of(SessionSetup setup, PushedOptions pushed, String serverOptions)
      throws CipherRefusedException {
    DataFormat format = CipherChoice.of(setup, pushed, serverOptions);
    Timers timers = setup.profile().timers();
    CompressionSettings compression = setup.profile().compression();
    DataSettings whole =
        new DataSettings(
            pushed.peerId().orElse(-1),
            format,
            pushed.compression().orElse(compression.framing()),
            compression.decompress(),
            new RenewalLimits(timers.renegotiateBytes(), timers.renegotiatePackets()));
    OptionalInt window = setup.profile().replayWindow();
    DataSettings windowed = window.isPresent() ? whole.window(window.getAsInt()) : whole;
    return setup
        .remote()
        .sizes()
        .fragment()
        .map(setting -> windowed.cutTo(MssFix.maxPiece(setting, aroundPiece(setup, whole))))
        .orElse(windowed);
  }

  /** The fragment header; compression is marked once for the whole packet. */
  private static MssFix.Around aroundPiece(SessionSetup setup, DataSettings whole) {
    MssFix.Around around = setup.around(whole);
    return new MssFix.Around(
        around.header(),
        DataSettings.FRAGMENT_HEADER + (around.padsTo() > 0 ? Integer.BYTES : 0),
        around.padsTo(),
        around.outerIpv6(),
        around.outerTcp());
  }

  /** What its user should know about it. */
  static List<String> warnings(DataSettings settings) {
    List<String> warnings = new ArrayList<>();
    DataCipher cipher = settings.format().cipher();
    if (cipher.hasSmallBlocks()) {
      warnings.add(
          cipher.openVpnName()
              + " has blocks of 64 bits, and much traffic gives secrets away (SWEET32): keys are"
              + " renewed every 64 MB. Ask the server's administrator to update the server");
    } else if (!cipher.isAead()) {
      warnings.add(
          cipher.openVpnName()
              + " is an old cipher, used because server and profile want it. Ask the server's"
              + " administrator to allow AES-256-GCM or CHACHA20-POLY1305");
    }
    if (settings.framing() != CompressionFraming.NONE && settings.decompress()) {
      warnings.add(
          "the server may compress what it sends, which weakens encryption; nothing is compressed"
              + " in the other direction");
    }
    return warnings;
  }
}
