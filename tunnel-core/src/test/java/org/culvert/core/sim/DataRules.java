package org.culvert.core.sim;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.culvert.core.data.DataSettings;

/**
 * What must hold for the data packets of one side, whatever the network does: no packet is accepted
 * twice, none is sealed with a packet id that its key has used before, and only one key seals.
 */
final class DataRules {
  private static final int KEY_IDS = 8;

  private final DataSettings settings;
  private final int[] generations = new int[KEY_IDS];
  private final Set<Integer> installed = new TreeSet<>();
  private final Set<Nonce> used = new HashSet<>();
  private final Set<ByteBuffer> accepted = new HashSet<>();
  private int active = -1;

  DataRules(DataSettings settings) {
    this.settings = settings;
  }

  /** What must not come twice; a key id is used again for another key, its next generation. */
  private record Nonce(int keyId, int generation, long packetId) {}

  void installed(int keyId) {
    generations[keyId]++;
    installed.add(keyId);
  }

  void activated(int keyId) {
    active = keyId;
  }

  void retired(int keyId) {
    installed.remove(keyId);
  }

  void sealed(byte[] datagram) {
    int keyId = datagram[0] & 7;
    if (keyId != active || !installed.contains(keyId)) {
      throw new AssertionError("sealed with key " + keyId + " while " + active + " is to seal");
    }
    if (!settings.format().cipher().isAead()) {
      return; // The packet id is inside the encryption, and the IV is random.
    }
    ByteBuffer header = ByteBuffer.wrap(datagram);
    int at = settings.peerId() < 0 ? 1 : Integer.BYTES;
    long packetId = settings.format().epoch() ? header.getLong(at) : header.getInt(at);
    if (!used.add(new Nonce(keyId, generations[keyId], packetId))) {
      throw new AssertionError("key " + keyId + " has used packet id " + packetId + " twice");
    }
  }

  void accepted(byte[] datagram) {
    if (!accepted.add(ByteBuffer.wrap(datagram.clone()))) {
      throw new AssertionError("a packet was accepted twice");
    }
  }
}
