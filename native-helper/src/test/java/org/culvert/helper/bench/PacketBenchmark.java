package org.culvert.helper.bench;

import java.util.concurrent.TimeUnit;
import org.culvert.core.data.CipherSource;
import org.culvert.core.data.DataChannel;
import org.culvert.core.data.DataSettings;
import org.culvert.core.keys.DataCipher;
import org.culvert.helper.linux.gcrypt.GcryptProvider;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One packet through the data channel. Opening alone cannot be repeated, because a packet counts
 * only once: it is what {@link #sealAndOpen} takes more than {@link #seal}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class PacketBenchmark {
  @Param({"AES_256_GCM", "AES_128_GCM", "CHACHA20_POLY1305"})
  public DataCipher cipher = DataCipher.AES_256_GCM;

  /** Who does AES-GCM. */
  @Param({"libgcrypt", "corretto", "jdk"})
  public String source = "jdk";

  @Param({"64", "1400"})
  public int size;

  private DataChannel channel = new DataChannel(0);
  private byte[] packet = {};
  private byte[] datagram = {};
  private byte[] opened = {};

  /** A channel of new keys. */
  @Setup(Level.Iteration)
  public void prepare() {
    channel = OwnPeer.channel(DataSettings.of(0, cipher), ciphers());
    packet = new byte[size];
    packet[0] = 0x45;
    int longest = size + DataChannel.MAX_OVERHEAD + DataChannel.SPILL;
    datagram = new byte[longest];
    opened = new byte[longest];
  }

  private CipherSource ciphers() {
    CipherSource ciphers =
        switch (source) {
          case "libgcrypt" -> CipherSource.preferring(source, GcryptProvider::load);
          case "corretto" -> CipherSource.corretto();
          default -> CipherSource.jdk();
        };
    if (!source.equals("jdk") && ciphers.obstacle().isPresent()) {
      throw new IllegalStateException(ciphers.toString());
    }
    return ciphers;
  }

  /** Wipes the keys. */
  @TearDown(Level.Iteration)
  public void end() {
    channel.close();
  }

  @Benchmark
  public int seal() {
    return channel.seal(packet, 0, size, datagram, 0);
  }

  @Benchmark
  public int sealAndOpen() {
    int length = channel.seal(packet, 0, size, datagram, 0);
    int plain = channel.open(datagram, 0, length, opened, 0);
    if (plain != size) {
      throw new IllegalStateException("a packet of " + size + " bytes was opened with " + plain);
    }
    return plain;
  }
}
