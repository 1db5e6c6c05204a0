package org.culvert.helper.bench;

import java.util.concurrent.TimeUnit;
import org.culvert.helper.ip.Checksum;
import org.culvert.helper.ip.Coalescer;
import org.culvert.helper.ip.Segmenter;
import org.culvert.helper.ip.VirtioHeader;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a packet of a TCP flow costs in a superpacket of {@value #PACKETS}, without the cipher. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class SegmentBenchmark {
  private static final int PACKETS = 44;
  private static final int HEADER = 40;
  private static final int PAYLOAD = 1360;
  private static final int TCP_CHECKSUM = 16;
  private static final int IPV4_HEADER = 20;
  private static final int TCP = 6;

  private final Segmenter segmenter = new Segmenter();
  private final Coalescer coalescer = new Coalescer(HEADER + PAYLOAD, true);
  private final byte[] head = new byte[VirtioHeader.LENGTH + HEADER];
  private byte[] frame = {};
  private byte[] packets = {};

  /** A superpacket as a device hands it over, and its packets behind one another. */
  @Setup(Level.Trial)
  public void prepare() {
    frame = superpacket();
    packets = new byte[PACKETS * (HEADER + PAYLOAD)];
    segmenter.begin(frame, 0, frame.length);
    int end = 0;
    while (segmenter.next()) {
      System.arraycopy(frame, segmenter.offset(), packets, end, segmenter.length());
      end += segmenter.length();
    }
    frame = superpacket();
    System.arraycopy(frame, 0, head, 0, head.length);
  }

  private static byte[] superpacket() {
    int length = HEADER + PACKETS * PAYLOAD;
    byte[] made = new byte[VirtioHeader.LENGTH + length];
    VirtioHeader.write(
        made,
        0,
        VirtioHeader.NEEDS_CSUM,
        VirtioHeader.GSO_TCPV4,
        HEADER,
        PAYLOAD,
        IPV4_HEADER,
        TCP_CHECKSUM);
    int ip = VirtioHeader.LENGTH;
    made[ip] = 0x45;
    made[ip + 2] = (byte) (length >> 8);
    made[ip + 3] = (byte) length;
    made[ip + 6] = 0x40; // do not fragment
    made[ip + 8] = 64;
    made[ip + 9] = TCP;
    made[ip + 12] = 10;
    made[ip + 16] = 10;
    made[ip + 19] = 1;
    made[ip + IPV4_HEADER + 12] = 0x50;
    made[ip + IPV4_HEADER + 13] = 0x10; // ACK
    return made;
  }

  /** Cutting, with the checksums of each packet. */
  @Benchmark
  @OperationsPerInvocation(PACKETS)
  public int segment() {
    System.arraycopy(head, 0, frame, 0, head.length); // the first packet's is in its place
    segmenter.begin(frame, 0, frame.length);
    int sum = 0;
    while (segmenter.next()) {
      sum += segmenter.length();
    }
    return sum;
  }

  /** Joining, with the checksums of each packet and the copy that is the cipher's elsewhere. */
  @Benchmark
  @OperationsPerInvocation(PACKETS)
  public int coalesce() {
    int length = HEADER + PAYLOAD;
    for (int at = 0; at < packets.length; at += length) {
      System.arraycopy(packets, at, coalescer.array(), coalescer.place(), length);
      coalescer.accept(length);
    }
    int frames = coalescer.finish();
    coalescer.clear();
    return frames;
  }

  /** The sum over a packet alone. */
  @Benchmark
  public int checksum() {
    return Checksum.of(Checksum.sum(packets, 0, HEADER + PAYLOAD));
  }
}
