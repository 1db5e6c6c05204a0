package org.culvert.core.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.culvert.core.fuzz.FuzzTarget;

/** Control packets without wrapping, and what a server's reset says before TLS. */
public final class ControlPacketFuzz implements FuzzTarget {
  /** For the list of targets. */
  public ControlPacketFuzz() {}

  @Override
  public String name() {
    return "control-packet";
  }

  @Override
  public List<byte[]> seeds() {
    return List.of(
        ControlPacketCodec.encode(Samples.clientReset()),
        ControlPacketCodec.encode(Samples.serverReset()),
        ControlPacketCodec.encode(
            new ControlPacket(
                Opcode.CONTROL_HARD_RESET_SERVER_V2,
                0,
                Samples.SERVER,
                List.of(0, 1, 2, 3),
                Optional.of(Samples.CLIENT),
                7,
                EarlyNegotiation.RESEND_KEY.encode())),
        ControlPacketCodec.encode(
            new ControlPacket(
                Opcode.ACK_V1,
                3,
                Samples.SERVER,
                List.of(1, 2),
                Optional.of(Samples.CLIENT),
                0,
                new byte[0])));
  }

  @Override
  public void run(byte[] input) {
    Optional<ControlPacket> packet = ControlPacketCodec.decode(input, 0, input.length);
    packet.ifPresent(decoded -> checkDecoded(decoded, input));
    EarlyNegotiation.decode(input);
  }

  private static void checkDecoded(ControlPacket packet, byte[] input) {
    byte[] encoded = ControlPacketCodec.encode(packet);
    assertTrue(encoded.length <= input.length);
    assertArrayEquals(java.util.Arrays.copyOf(input, encoded.length), encoded);
    EarlyNegotiation.decode(packet.payload());
  }
}
