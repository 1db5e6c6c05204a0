package org.culvert.helper.linux.ovpn;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.culvert.core.api.PathReason;
import org.culvert.core.api.PathReasonCode;
import org.culvert.core.keys.DataCipher;
import org.culvert.core.keys.DataFormat;
import org.culvert.core.keys.DataKeys;
import org.culvert.helper.linux.sys.UdpSocket;
import org.culvert.helper.path.KernelSocket;
import org.culvert.helper.path.kernel.KernelDevice;
import org.culvert.helper.path.kernel.KernelPeer;
import org.culvert.helper.path.kernel.KernelRefusedException;
import org.culvert.helper.path.kernel.KeySlot;

/**
 * Finds out which ciphers the kernel has: by giving it a key of each, for a peer on a device that
 * is down. The driver has a cipher only where the kernel's crypto has it, maybe in a module.
 */
final class CipherTrial {
  private static final InetAddress NOBODY = InetAddress.ofLiteral("127.0.0.1");
  private static final int PEER = 0;
  private static final int KEY = 0;

  private final RandomGenerator random;

  CipherTrial(RandomGenerator random) {
    this.random = random;
  }

  /**
   * Why the kernel does not take keys of these ciphers; nothing of those that it has.
   *
   * @param device one that nobody uses; it has no peer afterwards
   */
  Map<DataCipher, PathReason> refusals(Collection<DataCipher> ciphers, KernelDevice device)
      throws IOException {
    Map<DataCipher, PathReason> refusals = new EnumMap<>(DataCipher.class);
    try (UdpSocket socket = UdpSocket.open(NOBODY)) {
      socket.bind(new InetSocketAddress(NOBODY, 0));
      KernelSocket nobody =
          new KernelSocket(socket.fd().number(), false, socket.local(), socket.isIpv6());
      try (KernelPeer peer = device.attach(PEER, nobody)) {
        for (DataCipher cipher : ciphers) {
          refusal(peer, cipher).ifPresent(reason -> refusals.put(cipher, reason));
        }
      }
    }
    return refusals;
  }

  private Optional<PathReason> refusal(KernelPeer peer, DataCipher cipher) throws IOException {
    DataFormat format = DataFormat.of(cipher);
    try (DataKeys keys =
        new DataKeys(
            KEY,
            format,
            bytes(format.cipherPart()),
            bytes(format.hmacPart()),
            bytes(format.cipherPart()),
            bytes(format.hmacPart()))) {
      peer.install(KeySlot.PRIMARY, keys);
      return Optional.empty();
    } catch (KernelRefusedException e) {
      return Optional.of(
          e.reason().code() == PathReasonCode.CIPHER_MISSING
              ? e.reason()
              : PathReason.of(
                  PathReasonCode.CIPHER_REFUSED, cipher.openVpnName(), e.reason().clause()));
    }
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
