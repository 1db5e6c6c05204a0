package org.culvert.core.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.culvert.core.api.LogLine;
import org.culvert.core.control.FakeTls;
import org.culvert.core.control.KeyMessage;
import org.culvert.core.control.KeyNegotiation;
import org.culvert.core.data.DataSettings;
import org.culvert.core.keys.DataCipher;
import org.culvert.core.keys.DataDigest;
import org.culvert.core.keys.DataKeys;
import org.culvert.core.keys.KeySource;
import org.culvert.core.profile.ControlWrapping;
import org.culvert.core.wire.CompressionFraming;
import org.culvert.core.wire.SessionId;
import org.culvert.core.wrap.ControlWrap;
import org.culvert.core.wrap.ControlWraps;
import org.culvert.core.wrap.Role;
import org.junit.jupiter.api.Test;

final class DemoPeerTest implements DemoPeer.Outputs {
  private final List<byte[]> toClient = new ArrayList<>();
  private final List<String> story = new ArrayList<>();

  @Test
  void aClientWhoseProtocolFlagsAreNoNumberIsLetInWithoutFeatures() {
    SecureRandom random = new SecureRandom();
    ControlWrap wrap = ControlWraps.of(new ControlWrapping.None(), Role.CLIENT, 0);
    KeyNegotiation client =
        new KeyNegotiation(
            new KeyNegotiation.Setup(
                KeyNegotiation.Side.CLIENT,
                SessionId.random(random),
                epoch -> new FakeTls(true, new byte[0]),
                none ->
                    new KeyMessage(
                        KeySource.client(random),
                        "V4",
                        Optional.empty(),
                        "IV_CIPHERS=AES-256-GCM\nIV_PROTO=99999999999\n"),
                2_000),
            0,
            Optional.empty(),
            wrap,
            0,
            0);
    DemoPeer peer =
        new DemoPeer(
            new DemoPeer.Settings(
                epoch -> new FakeTls(false, new byte[0]),
                new ControlWrapping.None(),
                List.of(),
                List.of(DataCipher.AES_256_GCM),
                DataDigest.SHA256,
                CompressionFraming.NONE,
                0,
                Long.MAX_VALUE,
                true,
                OptionalLong.empty(),
                Optional.empty(),
                0,
                Optional.empty()),
            random);
    for (int i = 0; i < 10; i++) {
      client.transmit(0, datagram -> peer.receive(0, datagram, 0, datagram.length, this));
      for (byte[] datagram : List.copyOf(toClient)) {
        wrap.unwrap(datagram, 0, datagram.length).ifPresent(packet -> client.receive(packet, 0));
      }
      toClient.clear();
    }
    assertEquals(List.of("open 0"), story);
  }

  @Override
  public void send(byte[] datagram) {
    toClient.add(datagram);
  }

  @Override
  public void heard() {}

  @Override
  public void openDataChannel(DataSettings settings) {
    story.add("open " + settings.peerId());
  }

  @Override
  public void gone(String reason) {
    story.add("gone: " + reason);
  }

  @Override
  public void install(DataKeys keys) {
    keys.close();
  }

  @Override
  public void activate(int keyId) {}

  @Override
  public void retire(int keyId) {}

  @Override
  public void log(LogLine.Level level, String text) {}
}
