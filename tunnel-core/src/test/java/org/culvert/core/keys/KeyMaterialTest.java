package org.culvert.core.keys;

import static org.culvert.core.wire.Samples.counting;
import static org.culvert.core.wire.Samples.hex;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.SecureRandom;
import java.util.Optional;
import org.culvert.core.api.Secret;
import org.culvert.core.wire.Samples;
import org.junit.jupiter.api.Test;

class KeyMaterialTest {
  /** The expanded keys of the published vectors (wire reference 14.7). */
  private static final String EXPANDED =
      "e96b0305a0fb6050fee419048bf9d7079862cae4d8444e2e6c2bab3fbd07b31c"
          + "1e64f9bbc58cdae0374a50db4dcd2dbebd077ce344fbd62f7010d18d0c19038c"
          + "8025c2a1a5f1d8a5ad93a883a409bcc2d9da89d581810b7c5b31c1f8139cd09d"
          + "fab56873c179993ff421ae1c9f9c9ee6ad1025cf464757521d925bf6d301e5f3"
          + "3774296caf0274ac0e875cdafa5aab4b229214cc74fdff6188660444f4ccabd3"
          + "61abb74dc26f7be8e3efc4fa9fdcc3454b957c0c14bafcad4fd0646658efb0bf"
          + "e32cd143ce88f0e86e63d3096f3dd792169fd349876317913c3f2111d5aa3419"
          + "c00799ccabdb46d498253116fc3f26272cf32613285676f2edd36f5c163548e5";

  private final KeySource client = KeySource.clientFrom(counting(0x00, 112), 0);
  private final KeySource server = KeySource.serverFrom(counting(0x70, 64), 0);

  @Test
  void theShortPublishedPseudoRandomBytesComeOut() {
    assertEquals(
        "5a66d33727fc5af28b08be913cb785b749283d3c", hex(Prf.derive(counting(1, 5), "seed", 20)));
  }

  @Test
  void theMasterSecretIsThePublishedOne() {
    assertEquals(
        "229883ac5358fb9089fb5833c52bceac5f3a5e821e5b61ff489c250ed342fafb"
            + "f9103f3999f2115fd917576ce0e1b7c5",
        hex(
            Prf.derive(
                client.preMaster(),
                "OpenVPN master secret",
                48,
                client.random1(),
                server.random1())));
  }

  @Test
  void bothSidesCutTheirHalvesOutOfThePublishedKeys() {
    try (var material = KeyMaterial.fromPrf(client, server, Samples.CLIENT, Samples.SERVER);
        var ours = material.dataKeys(3, DataFormat.of(DataCipher.AES_192_GCM), true);
        var theirs = material.dataKeys(3, DataFormat.of(DataCipher.AES_192_GCM), false)) {
      assertEquals(EXPANDED.substring(0, 48), hex(ours.sendKey()));
      assertEquals(EXPANDED.substring(128, 144), hex(ours.sendHmacPart()));
      assertEquals(EXPANDED.substring(256, 304), hex(ours.receiveKey()));
      assertEquals(EXPANDED.substring(384, 400), hex(ours.receiveHmacPart()));
      assertEquals(hex(ours.sendKey()), hex(theirs.receiveKey()));
      assertEquals(hex(ours.sendHmacPart()), hex(theirs.receiveHmacPart()));
      assertEquals(hex(ours.receiveKey()), hex(theirs.sendKey()));
      assertEquals(3, ours.keyId());
    }
  }

  @Test
  void aCbcCipherTakesAsMuchOfTheHmacPartAsItsDigestHas() {
    DataFormat format = DataFormat.of(DataCipher.AES_128_CBC, DataDigest.SHA512);
    try (var material = KeyMaterial.fromPrf(client, server, Samples.CLIENT, Samples.SERVER);
        var keys = material.dataKeys(3, format, true)) {
      assertEquals(EXPANDED.substring(0, 32), hex(keys.sendKey()));
      assertEquals(EXPANDED.substring(128, 256), hex(keys.sendHmacPart()));
      assertEquals(EXPANDED.substring(384), hex(keys.receiveHmacPart()));
    }
  }

  @Test
  void exportedBytesAreUsedAsTheyAreAndWipedOnClose() {
    Secret exported = Secret.owning(hex(EXPANDED));
    try (var material = KeyMaterial.fromExporter(exported);
        var keys = material.dataKeys(0, DataFormat.of(DataCipher.AES_256_GCM), true)) {
      assertEquals(EXPANDED.substring(0, 64), hex(keys.sendKey()));
    }
    assertThrows(IllegalStateException.class, exported::copyBytes);
  }

  @Test
  void closedKeysCannotBeRead() {
    var keys =
        KeyMaterial.fromPrf(client, server, Samples.CLIENT, Samples.SERVER)
            .dataKeys(0, DataFormat.of(DataCipher.CHACHA20_POLY1305), true);
    keys.close();
    keys.close();
    assertThrows(IllegalStateException.class, keys::sendKey);
    client.close();
    assertThrows(IllegalStateException.class, client::bytes);
  }

  @Test
  void aKeySourceTravelsThroughItsBytes() {
    KeySource fresh = KeySource.client(new SecureRandom());
    byte[] message = new byte[200];
    System.arraycopy(fresh.bytes(), 0, message, 5, KeySource.CLIENT_LENGTH);
    assertEquals(hex(fresh.bytes()), hex(KeySource.clientFrom(message, 5).bytes()));
    assertNotEquals(hex(fresh.bytes()), hex(KeySource.client(new SecureRandom()).bytes()));
    assertEquals(KeySource.SERVER_LENGTH, KeySource.server(new SecureRandom()).bytes().length);
  }

  @Test
  void noSecretIsPrinted() {
    try (var material = KeyMaterial.fromPrf(client, server, Samples.CLIENT, Samples.SERVER);
        var keys = material.dataKeys(0, DataFormat.of(DataCipher.AES_256_GCM), true)) {
      for (Object secret : new Object[] {client, material, keys}) {
        assertFalse(secret.toString().contains(EXPANDED.substring(0, 8)));
      }
    }
  }

  @Test
  void ciphersAreFoundInAnyCase() {
    assertEquals(Optional.of(DataCipher.AES_256_GCM), DataCipher.named("aes-256-gcm"));
    assertEquals(Optional.of(DataCipher.CHACHA20_POLY1305), DataCipher.named("ChaCha20-Poly1305"));
    assertEquals(Optional.empty(), DataCipher.named("DES-CBC"));
  }
}
