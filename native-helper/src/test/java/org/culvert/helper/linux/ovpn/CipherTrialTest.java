package org.culvert.helper.linux.ovpn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.culvert.core.api.PathReason;
import org.culvert.core.api.PathReasonCode;
import org.culvert.core.keys.DataCipher;
import org.culvert.core.keys.DataKeys;
import org.culvert.helper.path.KernelSocket;
import org.culvert.helper.path.kernel.FakePeer;
import org.culvert.helper.path.kernel.KernelDevice;
import org.culvert.helper.path.kernel.KernelPeer;
import org.culvert.helper.path.kernel.KernelRefusedException;
import org.culvert.helper.path.kernel.KeySlot;
import org.junit.jupiter.api.Test;

final class CipherTrialTest {
  private static final List<DataCipher> CIPHERS =
      List.of(DataCipher.AES_256_GCM, DataCipher.AES_128_GCM, DataCipher.CHACHA20_POLY1305);

  private final List<DataCipher> given = new ArrayList<>();
  private boolean peerClosed;

  /** A kernel that takes AES-256-GCM alone. */
  private final KernelDevice device =
      new KernelDevice() {
        @Override
        public KernelPeer attach(int peerId, KernelSocket socket) {
          return new Choosy();
        }

        @Override
        public String name() {
          return "culvert0";
        }

        @Override
        public void close() {}
      };

  private final class Choosy extends FakePeer {
    @Override
    public void install(KeySlot slot, DataKeys keys) throws IOException {
      DataCipher cipher = keys.format().cipher();
      given.add(cipher);
      assertEquals(cipher.keyLength(), keys.sendKey().length);
      switch (cipher) {
        case AES_256_GCM -> {}
        case AES_128_GCM ->
            throw new KernelRefusedException(PathReason.said("give the kernel a key: no memory"));
        default -> throw new KernelRefusedException(OvpnPeer.hasNo(cipher));
      }
    }

    @Override
    public void close() {
      peerClosed = true;
    }
  }

  @Test
  void tellsWhyTheKernelTakesNoKeyOfACipherInItsWords() throws IOException {
    Map<DataCipher, PathReason> refusals = new CipherTrial(new Random(1)).refusals(CIPHERS, device);
    assertEquals(CIPHERS, given);
    assertEquals(
        Map.of(
            DataCipher.AES_128_GCM,
            PathReason.of(
                PathReasonCode.CIPHER_REFUSED, "AES-128-GCM", "give the kernel a key: no memory"),
            DataCipher.CHACHA20_POLY1305,
            PathReason.of(PathReasonCode.CIPHER_MISSING, "CHACHA20-POLY1305")),
        refusals);
    assertTrue(peerClosed);
  }
}
