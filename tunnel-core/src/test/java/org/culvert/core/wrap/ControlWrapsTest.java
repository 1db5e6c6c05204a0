package org.culvert.core.wrap;

import static org.culvert.core.wire.Samples.CLIENT;
import static org.culvert.core.wire.Samples.SERVER;
import static org.culvert.core.wire.Samples.TIME;
import static org.culvert.core.wire.Samples.counting;
import static org.culvert.core.wire.Samples.hex;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.culvert.core.api.Secret;
import org.culvert.core.profile.ControlWrapping;
import org.culvert.core.profile.ControlWrapping.KeyDirection;
import org.culvert.core.profile.StaticKey;
import org.culvert.core.wire.ControlPacket;
import org.culvert.core.wire.Opcode;
import org.culvert.core.wire.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ControlWrapsTest {
  private static final byte[] NOTHING = {};
  private static final StaticKey KEY = new StaticKey(Secret.owning(counting(0, 256)));
  private static final ControlWrapping CRYPT = new ControlWrapping.TlsCrypt(KEY);

  static List<ControlWrapping> protecting() {
    return List.of(
        auth(KeyDirection.INVERSE, "SHA1"),
        auth(KeyDirection.NORMAL, "SHA256"),
        auth(KeyDirection.BIDIRECTIONAL, "SHA512"),
        CRYPT);
  }

  private static ControlWrapping auth(KeyDirection direction, String digest) {
    return new ControlWrapping.TlsAuth(KEY, direction, digest);
  }

  private static ControlWrap client(ControlWrapping wrapping) {
    return ControlWraps.of(wrapping, Role.CLIENT, TIME);
  }

  private static ControlWrap server(ControlWrapping wrapping) {
    return ControlWraps.of(wrapping, Role.SERVER, TIME);
  }

  private static Optional<ControlPacket> unwrap(ControlWrap wrap, byte[] datagram) {
    return wrap.unwrap(datagram, 0, datagram.length);
  }

  @ParameterizedTest
  @CsvSource({
    "SHA1, 28, 38c0c1c2c3c4c5c6c7dd92821a3bfacbb807f08906206d8b82e759f8e8"
        + "00000001650000000000000000",
    "SHA256, 40, 38c0c1c2c3c4c5c6c70f8e0893eb42ab783aa886f145a63caba5eb00aae40a4b5c7a9cb445c280295"
        + "800000001650000000000000000",
    "SHA512, 72, 38c0c1c2c3c4c5c6c7192560d859c57d815b9426b0adefb5ad473ddca16ccabac36957f78818ae0bd"
        + "f25afa9b5397ab229d622e1d39d1015a04b092d5cd6c2f53cf5fcb3349f8fb1af"
        + "00000001650000000000000000"
  })
  void tlsAuthClientResetHasThePublishedBytes(String digest, int overhead, String expected) {
    ControlWrap wrap = client(auth(KeyDirection.INVERSE, digest));
    assertEquals(expected, hex(wrap.wrap(Samples.clientReset())));
    assertEquals(overhead, wrap.overhead());
  }

  @Test
  void tlsAuthServerResetHasThePublishedBytes() {
    String expected =
        "40d0d1d2d3d4d5d6d701c146ad0f7a5d1e7042364603fb8c144c0c612600000001650000000100000000"
            + "c0c1c2c3c4c5c6c700000000";
    ControlWrapping wrapping = auth(KeyDirection.INVERSE, "SHA1");
    assertEquals(expected, hex(server(wrapping).wrap(Samples.serverReset())));
    assertEquals(Optional.of(Samples.serverReset()), unwrap(client(wrapping), hex(expected)));
  }

  @Test
  void tlsCryptPacketsHaveThePublishedBytes() {
    ControlWrap client = client(CRYPT);
    assertEquals(
        "38c0c1c2c3c4c5c6c700000001650000002c66fb761081e624550ff5032eac13a5a19a294132ed79cca472ca"
            + "08b7d698262d1c60d0c6",
        hex(client.wrap(Samples.clientReset())));
    assertEquals(
        "28c0c1c2c3c4c5c6c70000000265000000cad90b9392b90deaf7ebe63cc2fb60aea6d181816c283940aa1418"
            + "2a4636b2a6c1e21d51ed5f701ff721b4511f",
        hex(client.wrap(ControlPacket.ack(0, CLIENT, List.of(0), SERVER))));
    String reset =
        "40d0d1d2d3d4d5d6d7000000016500000064c6b0ce43dbe66a57ae2a201f0dbd85cd5ccf2b344d84f8b4cab3"
            + "44c4a720dca4a7874ff842510e9a19e95f7c63d418a1";
    assertEquals(reset, hex(server(CRYPT).wrap(Samples.serverReset())));
    assertEquals(Optional.of(Samples.serverReset()), unwrap(client, hex(reset)));
    assertEquals(40, client.overhead());
  }

  @Test
  void tlsCryptVersion2PacketsHaveThePublishedBytes() {
    var client = new TlsCryptWrap(counting(0, 256), Role.CLIENT, 0x0f000001L, TIME);
    var reset =
        new ControlPacket(
            Opcode.CONTROL_HARD_RESET_CLIENT_V3,
            0,
            CLIENT,
            List.of(),
            Optional.empty(),
            0,
            NOTHING);
    assertEquals(
        "50c0c1c2c3c4c5c6c70f000001650000005859326a5a71880b75c68a16af78b3dbd717f0173c9a860af8ea60"
            + "8691d87fe21fb0b72132",
        hex(client.wrap(reset)));
    var answer =
        new ControlPacket(
            Opcode.CONTROL_HARD_RESET_SERVER_V2,
            0,
            SERVER,
            List.of(0),
            Optional.of(CLIENT),
            0,
            hex("000100020001"));
    assertEquals(
        Optional.of(answer),
        unwrap(
            client,
            hex(
                "40d0d1d2d3d4d5d6d70f0000016500000079c28f1fbd15428706782668dae0cacfcf0f4b443a6f6a"
                    + "5912f320de5763e71c66bd2f5ea8529ca1afb0d88f72c1a5420c9746ca9baa30")));
  }

  @Test
  void dynamicTlsCryptHasThePublishedKeyAndBytes() throws GeneralSecurityException {
    byte[] exported = new byte[256];
    for (int i = 0; i < 8; i++) {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(new byte[] {(byte) i});
      System.arraycopy(hash, 0, exported, i * 32, 32);
    }
    byte[] key = ControlWraps.dynamicKey(exported, CRYPT);
    assertTrue(
        hex(key).startsWith("6e35099ffbb67c9f94ac4eedb775042368810f2ca7222e619d08b91d0bb2be02"));
    assertEquals(
        hex(key), hex(ControlWraps.dynamicKey(exported, auth(KeyDirection.NORMAL, "MD5"))));
    assertEquals(hex(exported), hex(ControlWraps.dynamicKey(exported, new ControlWrapping.None())));
    var softReset =
        new ControlPacket(
            Opcode.CONTROL_SOFT_RESET_V1, 1, CLIENT, List.of(), Optional.empty(), 0, NOTHING);
    assertEquals(
        "19c0c1c2c3c4c5c6c7000000016500000074c9acfaba35f65217892f477e3d0b0a5920d67be0142604eddacf"
            + "224948f424237c585f79",
        hex(ControlWraps.dynamic(key, Role.CLIENT, TIME).wrap(softReset)));
  }

  @Test
  void withoutWrappingPacketsStayAsTheyAre() {
    ControlWrap plain = client(new ControlWrapping.None());
    assertEquals("38c0c1c2c3c4c5c6c70000000000", hex(plain.wrap(Samples.clientReset())));
    assertEquals(0, plain.overhead());
  }

  @ParameterizedTest
  @MethodSource("protecting")
  void eachSideReadsTheOther(ControlWrapping wrapping) {
    ControlWrap client = client(wrapping);
    ControlWrap server = server(wrapping);
    for (int i = 0; i < 100; i++) {
      assertEquals(
          Optional.of(Samples.clientReset()), unwrap(server, client.wrap(Samples.clientReset())));
      assertEquals(
          Optional.of(Samples.serverReset()), unwrap(client, server.wrap(Samples.serverReset())));
    }
  }

  @ParameterizedTest
  @MethodSource("protecting")
  void aReplayIsRefusedAndReorderingWithinTheWindowIsNot(ControlWrapping wrapping) {
    ControlWrap client = client(wrapping);
    ControlWrap server = server(wrapping);
    byte[][] sent = new byte[65][];
    for (int i = 0; i < sent.length; i++) {
      sent[i] = client.wrap(Samples.clientReset());
    }
    assertTrue(unwrap(server, sent[64]).isPresent());
    assertTrue(unwrap(server, sent[1]).isPresent(), "63 behind");
    assertFalse(unwrap(server, sent[0]).isPresent(), "64 behind");
    assertFalse(unwrap(server, sent[1]).isPresent());
    assertFalse(unwrap(server, sent[64]).isPresent());
  }

  @ParameterizedTest
  @MethodSource("protecting")
  void aLaterContextReplacesAnEarlierOne(ControlWrapping wrapping) {
    ControlWrap server = server(wrapping);
    ControlWrap old = client(wrapping);
    ControlWrap young = ControlWraps.of(wrapping, Role.CLIENT, TIME + 1);
    assertTrue(unwrap(server, old.wrap(Samples.clientReset())).isPresent());
    assertTrue(unwrap(server, young.wrap(Samples.clientReset())).isPresent());
    assertFalse(unwrap(server, old.wrap(Samples.clientReset())).isPresent());
  }

  @ParameterizedTest
  @MethodSource("protecting")
  void mutatedPacketsAreDroppedAndChangeNothing(ControlWrapping wrapping) {
    ControlWrap server = server(wrapping);
    byte[] valid = client(wrapping).wrap(Samples.clientReset());
    Random random = new Random(2);
    for (int i = 0; i < 100_000; i++) {
      byte[] bytes = Samples.mutate(valid, random);
      if (!hex(bytes).equals(hex(valid))) {
        assertFalse(unwrap(server, bytes).isPresent());
      }
    }
    assertEquals(Optional.of(Samples.clientReset()), unwrap(server, valid));
  }

  @ParameterizedTest
  @MethodSource("protecting")
  void aPacketIsFoundInTheMiddleOfAnArray(ControlWrapping wrapping) {
    byte[] valid = client(wrapping).wrap(Samples.clientReset());
    byte[] around = new byte[valid.length + 30];
    System.arraycopy(valid, 0, around, 11, valid.length);
    assertEquals(
        Optional.of(Samples.clientReset()), server(wrapping).unwrap(around, 11, valid.length));
  }

  @Test
  void replayIdsRestartWithALaterTimeWhenTheyEnd() {
    SendIds ids = new SendIds(0xffff_ffffL, TIME);
    assertEquals("ffffffff65000000", hex(ids.next()));
    assertEquals("0000000165000001", hex(ids.next()));
    assertEquals("0000000265000001", hex(ids.next()));
  }

  @Test
  void replayIdZeroIsRefused() {
    assertFalse(new ReceiveIds().isFresh(0, (int) TIME));
  }

  @Test
  void anUnknownDigestIsNamed() {
    var thrown =
        assertThrows(
            IllegalArgumentException.class, () -> client(auth(KeyDirection.NORMAL, "WHIRLPOOL")));
    assertTrue(thrown.toString().contains("WHIRLPOOL"));
    assertTrue(ControlWraps.supportsDigest("sha-256"));
  }
}
