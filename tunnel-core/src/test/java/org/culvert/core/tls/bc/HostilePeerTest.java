package org.culvert.core.tls.bc;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.culvert.core.profile.TlsSettings;
import org.culvert.core.profile.TlsSettings.PeerPurpose;
import org.culvert.core.profile.TlsSettings.TlsVersion;
import org.culvert.core.tls.TlsChannel;
import org.culvert.core.tls.TlsFailure;
import org.junit.jupiter.api.Test;

/** Whatever arrives, the channel fails in its own words and throws nothing. */
class HostilePeerTest {
  private static final TestPki.Issued CA = TestPki.selfSigned(TestPki.authority("Test CA"));
  private static final TestPki.Issued CLIENT = TestPki.issue(TestPki.client("client"), CA);
  private static final TestPki.Issued SERVER = TestPki.issue(TestPki.server("server"), CA);

  private static TlsPair pair(boolean tls13) {
    TlsVersion version = tls13 ? TlsVersion.TLS_1_3 : TlsVersion.TLS_1_2;
    TlsSettings client =
        new Settings()
            .ca(CA.pem())
            .identity(CLIENT)
            .purpose(PeerPurpose.SERVER)
            .versions(version, version)
            .build();
    return TlsPair.of(client, new Settings().ca(CA.pem()).identity(SERVER).build());
  }

  @Property(tries = 150)
  void garbageInsteadOfAServerNeverThrows(
      @ForAll @Size(max = 3) List<byte[]> garbage, @ForAll boolean asRecord) {
    TlsChannel client = pair(true).client();
    client.takeCiphertext();
    for (byte[] bytes : garbage) {
      byte[] sent = asRecord ? record(bytes) : bytes;
      client.offerCiphertext(sent, 0, sent.length);
    }
    client.takeCiphertext();
    client.takePlaintext();
    client.close();
  }

  private static byte[] record(byte[] content) {
    byte[] record = new byte[content.length + 5];
    record[0] = 22;
    record[1] = 3;
    record[2] = 3;
    record[3] = (byte) (content.length >> 8);
    record[4] = (byte) content.length;
    System.arraycopy(content, 0, record, 5, content.length);
    return record;
  }

  /** One bit of one flight is turned; nobody connects to somebody else because of it. */
  @Property(tries = 120)
  void aTurnedBitInAHandshakeNeverThrows(
      @ForAll boolean tls13,
      @ForAll boolean towardsClient,
      @ForAll @IntRange(max = 2) int flight,
      @ForAll long seed) {
    TlsPair pair = pair(tls13);
    Random random = new Random(seed);
    int flights = 0;
    boolean moved = true;
    while (moved) {
      byte[] out = pair.client().takeCiphertext();
      if (!towardsClient && flights == flight) {
        turn(out, random);
      }
      pair.server().offerCiphertext(out, 0, out.length);
      byte[] back = pair.server().takeCiphertext();
      if (towardsClient && flights == flight) {
        turn(back, random);
      }
      pair.client().offerCiphertext(back, 0, back.length);
      flights++;
      moved = out.length > 0 || back.length > 0;
    }
    pair.client().result().ifPresent(result -> assertTrue(result.peer().equals("CN=server")));
    pair.client().close();
    pair.server().close();
  }

  private static void turn(byte[] bytes, Random random) {
    if (bytes.length > 0) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
  }

  @Property(tries = 50)
  void aTurnedBitInARecordIsAFailureAndNoPlaintext(@ForAll boolean tls13, @ForAll long seed) {
    TlsPair pair = pair(tls13).run();
    pair.assertConnected();
    pair.server().writePlaintext(new byte[100]);
    byte[] record = pair.server().takeCiphertext();
    Random random = new Random(seed);
    // The header's length may merely make the channel wait for more; the sealed part may not.
    record[5 + random.nextInt(record.length - 5)] ^= (byte) (1 << random.nextInt(8));
    pair.client().offerCiphertext(record, 0, record.length);
    assertTrue(pair.client().failure().orElseThrow() instanceof TlsFailure.Protocol);
    assertTrue(pair.client().takePlaintext().length == 0);
    assertTrue(pair.client().takeCiphertext().length > 0, "no alert");
  }

  /** Authorities that all sign each other would be a labyrinth without a limit. */
  @Test
  void certificatesThatAllSignEachOtherEndQuickly() throws Exception {
    List<TestPki.Issued> maze = new ArrayList<>();
    TestPki.Issued outside = TestPki.selfSigned(TestPki.authority("maze"));
    for (int i = 0; i < 4; i++) {
      maze.add(TestPki.issue(TestPki.authority("maze"), outside));
    }
    StringBuilder shown = new StringBuilder();
    TestPki.Issued leaf = TestPki.issue(TestPki.server("server"), maze.getFirst());
    shown.append(leaf.pem());
    for (TestPki.Issued one : maze) {
      for (TestPki.Issued signer : maze) {
        shown.append(TestPki.reissue(TestPki.authority("maze"), one.keys(), signer).pem());
      }
    }
    PathFinder paths = new PathFinder(Certificates.read(CA.pem(), "ca"));
    var chain = Certificates.read(shown.toString(), "chain");
    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertTrue(paths.find(chain, TestPki.NOW).isEmpty()));
  }
}
