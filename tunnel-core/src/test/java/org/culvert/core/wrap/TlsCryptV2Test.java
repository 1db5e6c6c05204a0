package org.culvert.core.wrap;

import static org.culvert.core.wire.Samples.CLIENT;
import static org.culvert.core.wire.Samples.TIME;
import static org.culvert.core.wire.Samples.counting;
import static org.culvert.core.wire.Samples.hex;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.culvert.core.api.Secret;
import org.culvert.core.profile.ControlWrapping;
import org.culvert.core.profile.StaticKey;
import org.culvert.core.wire.ControlPacket;
import org.culvert.core.wire.Opcode;
import org.culvert.core.wire.Samples;
import org.junit.jupiter.api.Test;

class TlsCryptV2Test {
  private static final byte[] NOTHING = {};
  private static final Secret SERVER_KEY = Secret.owning(counting(0x80, 128));
  private static final StaticKey KEY = new StaticKey(Secret.owning(counting(0, 256)));
  private static final byte[] WRAPPED =
      WrappedClientKey.seal(SERVER_KEY, KEY, hex("010000000065000000"));

  private static ControlWrap client() {
    return ControlWraps.of(
        new ControlWrapping.TlsCryptV2(KEY, Secret.owning(WRAPPED.clone())), Role.CLIENT, TIME);
  }

  private static ControlPacket first(Opcode opcode, int id) {
    return new ControlPacket(opcode, 0, CLIENT, List.of(), Optional.empty(), id, NOTHING);
  }

  private static Optional<ControlPacket> unwrap(ControlWrap wrap, byte[] datagram) {
    return wrap.unwrap(datagram, 0, datagram.length);
  }

  @Test
  void theWrappedKeyHasThePublishedBytes() {
    assertEquals(299, WRAPPED.length);
    assertTrue(
        hex(WRAPPED)
            .startsWith(
                "865bdc85dba679a9e7710d684aba184eb0594d4a3e1b512e89d05eab3edb6c98"
                    + "3c0bbdeb07e3243758d27cf8b2827d5b8b7eac6a70711e3ba89ffc97b5413f59"));
    assertTrue(hex(WRAPPED).endsWith("71bd9768708ce44c5cc9dbd35c7b012b"));
  }

  @Test
  void theResetHasThePublishedBytesWithTheWrappedKeyBehindThem() {
    assertEquals(
        "50c0c1c2c3c4c5c6c70f000001650000005859326a5a71880b75c68a16af78b3dbd717f0173c9a860af8ea60"
            + "8691d87fe21fb0b72132"
            + hex(WRAPPED),
        hex(client().wrap(first(Opcode.CONTROL_HARD_RESET_CLIENT_V3, 0))));
  }

  @Test
  void onlyPacketsThatIntroduceUsCarryTheWrappedKey() {
    ControlWrap client = client();
    assertEquals(353, client.wrap(first(Opcode.CONTROL_HARD_RESET_CLIENT_V3, 0)).length);
    assertEquals(353, client.wrap(first(Opcode.CONTROL_WKC_V1, 1)).length);
    assertEquals(54, client.wrap(first(Opcode.CONTROL_V1, 2)).length);
    assertEquals(299, client.introduction());
  }

  @Test
  void aServerReadsTheClientOnlyOnceItHasShownItsKeyAgain() {
    ControlWrap client = client();
    var server = new TlsCryptV2ServerWrap(SERVER_KEY, TIME);
    var reset = first(Opcode.CONTROL_HARD_RESET_CLIENT_V3, 0);
    var again = first(Opcode.CONTROL_WKC_V1, 1);
    var later = first(Opcode.CONTROL_V1, 2);
    assertEquals(Optional.of(reset), unwrap(server, client.wrap(reset)));
    assertEquals(
        Optional.of(Samples.serverReset()), unwrap(client, server.wrap(Samples.serverReset())));
    assertFalse(unwrap(server, client.wrap(later)).isPresent());
    assertEquals(Optional.of(again), unwrap(server, client.wrap(again)));
    assertEquals(Optional.of(later), unwrap(server, client.wrap(later)));
    assertEquals(
        hex(KEY.bytes().copyBytes()), hex(server.clientKey().orElseThrow().bytes().copyBytes()));
  }

  @Test
  void aServerWithAnotherKeyUnderstandsNothing() {
    var server = new TlsCryptV2ServerWrap(Secret.owning(counting(1, 128)), TIME);
    assertFalse(
        unwrap(server, client().wrap(first(Opcode.CONTROL_HARD_RESET_CLIENT_V3, 0))).isPresent());
  }

  @Test
  void mutatedResetsAreDroppedAndChangeNothing() {
    byte[] valid = client().wrap(first(Opcode.CONTROL_HARD_RESET_CLIENT_V3, 0));
    var server = new TlsCryptV2ServerWrap(SERVER_KEY, TIME);
    Random random = new Random(3);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = Samples.mutate(valid, random);
      if (!hex(bytes).equals(hex(valid))) {
        assertFalse(unwrap(server, bytes).isPresent());
      }
    }
    assertTrue(unwrap(server, valid).isPresent());
  }

  @Test
  void metadataHasALimit() {
    assertEquals(1024, WrappedClientKey.seal(SERVER_KEY, KEY, new byte[734]).length);
    assertThrows(
        IllegalArgumentException.class,
        () -> WrappedClientKey.seal(SERVER_KEY, KEY, new byte[735]));
  }
}
