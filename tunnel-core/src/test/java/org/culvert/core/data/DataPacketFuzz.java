package org.culvert.core.data;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.culvert.core.fuzz.FuzzTarget;
import org.culvert.core.keys.DataCipher;
import org.culvert.core.wire.CompressionFraming;

/**
 * Data packets. The first byte says for which cipher and framing, and whether the rest is the
 * datagram itself or what a holder of the keys put into it. What comes out passes the readers that
 * see it next.
 */
public final class DataPacketFuzz implements FuzzTarget {
  private static final int ROOM = 70_000;
  private static final int AT = 64;
  private static final int SEALED = 0x80;
  private static final int LARGEST = 60_000;
  private static final List<DataCipher> CIPHERS =
      List.of(DataCipher.AES_256_GCM, DataCipher.AES_256_CBC);

  /** For the list of targets. */
  public DataPacketFuzz() {}

  @Override
  public String name() {
    return "data-packet";
  }

  private static final List<CompressionFraming> FRAMINGS =
      List.of(
          CompressionFraming.NONE,
          CompressionFraming.STUB,
          CompressionFraming.STUB_V2,
          CompressionFraming.LZO,
          CompressionFraming.LZ4,
          CompressionFraming.LZ4_V2);

  @Override
  public List<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>();
    for (int framing = 0; framing < FRAMINGS.size(); framing++) {
      seeds.add(prefixed(SEALED | framing << 1, new byte[] {(byte) 0xfa, 0x45, 0, 0, 20}));
      seeds.add(prefixed(SEALED | framing << 1 | 1, new byte[] {0x50, 0, 0x45, 0, 0, 20}));
    }
    int lzo = FRAMINGS.indexOf(CompressionFraming.LZO);
    int lz4 = FRAMINGS.indexOf(CompressionFraming.LZ4_V2);
    seeds.add(prefixed(SEALED | lzo << 1, joined(new byte[] {0x66}, compressed("1.lzo"))));
    seeds.add(prefixed(SEALED | lzo << 1, joined(new byte[] {0x66}, compressed("3.lzo9"))));
    seeds.add(prefixed(SEALED | lz4 << 1, joined(new byte[] {0x50, 1}, compressed("1.lz4"))));
    seeds.add(prefixed(SEALED | lz4 << 1, joined(new byte[] {0x50, 2}, compressed("2.lzo"))));
    seeds.add(prefixed(SEALED, InBandMessage.occExit()));
    seeds.add(prefixed(0, new byte[] {0x48, 0, 0, 7, 0, 0, 0, 1, 2, 3, 4, 5}));
    return seeds;
  }

  private static byte[] compressed(String name) {
    try (InputStream in = DataPacketFuzz.class.getResourceAsStream("compressed/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] prefixed(int first, byte[] rest) {
    return joined(new byte[] {(byte) first}, rest);
  }

  private static byte[] joined(byte[] head, byte[] tail) {
    return ByteBuffer.allocate(head.length + tail.length).put(head).put(tail).array();
  }

  private final byte[] datagram = new byte[ROOM];
  private final byte[] target = new byte[ROOM];

  @Override
  public void run(byte[] input) {
    if (input.length == 0 || input.length > LARGEST) {
      return;
    }
    DataCipher cipher = CIPHERS.get(input[0] & 1);
    CompressionFraming framing = FRAMINGS.get(((input[0] >> 1) & 0x1f) % FRAMINGS.size());
    int length = datagram(input, cipher);
    try (DataChannel channel = channel(cipher, framing, false)) {
      int opened = channel.open(datagram, 0, length, target, AT);
      assertTrue(opened >= DataChannel.DROPPED_FRAMING && opened <= ROOM - AT, "" + opened);
      if (opened > 0) {
        InBandMessage.classify(target, AT, opened);
        MssClamp.clamp(target, AT, opened, 1200);
        assertTrue(channel.open(datagram, 0, length, target, AT) < 0, "a replay was accepted");
      }
    }
  }

  private int datagram(byte[] input, DataCipher cipher) {
    if ((input[0] & SEALED) == 0) {
      Arrays.fill(datagram, 0, input.length, (byte) 0);
      System.arraycopy(input, 1, datagram, 0, input.length - 1);
      return input.length - 1;
    }
    try (DataChannel peer = channel(cipher, CompressionFraming.NONE, true)) {
      return peer.seal(input, 1, input.length - 1, datagram, 0);
    }
  }

  private static DataChannel channel(
      DataCipher cipher, CompressionFraming framing, boolean sender) {
    DataChannel channel =
        new DataChannel(
            new DataSettings(7, DataChannelTest.format(cipher), framing, true, RenewalLimits.NONE));
    channel.install(DataChannelTest.keys(0, cipher, sender));
    channel.activate(0);
    return channel;
  }
}
