package org.culvert.core.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.culvert.core.fuzz.FuzzTarget;

/** A TCP stream. The first byte says into which pieces the rest is cut: that must not matter. */
public final class StreamFuzz implements FuzzTarget {
  private static final int LARGEST = 1800;

  /** For the list of targets. */
  public StreamFuzz() {}

  @Override
  public String name() {
    return "stream";
  }

  @Override
  public List<byte[]> seeds() {
    return List.of(
        Samples.hex("05 0003 010203 0001 ff"),
        Samples.hex("01 0002 4000 0000"),
        Samples.hex("ff 0708 0000"),
        ByteBuffer.allocate(1 + 2 + LARGEST).put((byte) 200).putShort((short) LARGEST).array());
  }

  @Override
  public void run(byte[] input) {
    if (input.length == 0) {
      return;
    }
    List<byte[]> cut = packets(input, Math.max(1, input[0] & 0xff));
    List<byte[]> whole = packets(input, LARGEST);
    assertEquals(whole.size(), cut.size());
    for (int i = 0; i < cut.size(); i++) {
      assertArrayEquals(whole.get(i), cut.get(i));
    }
  }

  /** The packets up to where the stream is broken. */
  private static List<byte[]> packets(byte[] input, int piece) {
    List<byte[]> found = new ArrayList<>();
    ByteBuffer memory = ByteBuffer.allocate(2 * (LARGEST + StreamFrame.PREFIX));
    StreamDeframer deframer = new StreamDeframer(memory, LARGEST);
    try {
      for (int at = 1; at < input.length; ) {
        int count = Math.min(Math.min(piece, input.length - at), deframer.room());
        assertTrue(count > 0, "no room although no packet was whole");
        memory.put(deframer.writeOffset(), input, at, count);
        deframer.received(count);
        at += count;
        for (int length = deframer.next(); length > 0; length = deframer.next()) {
          byte[] packet = new byte[length];
          deframer.take(packet, 0, length);
          found.add(packet);
        }
      }
    } catch (StreamBrokenException broken) {
      return found;
    }
    return found;
  }
}
