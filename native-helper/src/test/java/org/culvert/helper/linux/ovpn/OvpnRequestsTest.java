package org.culvert.helper.linux.ovpn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import org.culvert.core.keys.DataCipher;
import org.culvert.core.keys.DataFormat;
import org.culvert.core.keys.DataKeys;
import org.culvert.helper.linux.netlink.NetlinkRequest;
import org.culvert.helper.path.KernelSocket;
import org.culvert.helper.path.kernel.KeySlot;
import org.junit.jupiter.api.Test;

/**
 * Every request against the bytes that Linux 7.2.13 took (kernel reference, appendix A; a
 * little-endian machine).
 */
final class OvpnRequestsTest {
  private static final int PEER = 7;

  private final OvpnRequests requests = new OvpnRequests(0x25);

  private static void assertBytes(String captured, int sequence, NetlinkRequest request) {
    assertEquals(captured, HexFormat.of().formatHex(request.bytes(sequence)));
  }

  private static KernelSocket udp(int descriptor, String address, int port) {
    return new KernelSocket(
        descriptor, false, new InetSocketAddress(InetAddress.ofLiteral(address), port), true);
  }

  @Test
  void makesADeviceForOnePeer() {
    assertBytes(
        "4400000010000506cc1600000000000000000000000000000000000000000000"
            + "070003006f4100001c001280090001006f76706e000000000c0002800500010000000000",
        0x16cc,
        OvpnRequests.newLink("oA", 0));
  }

  @Test
  void choosesTheDevicesNumber() {
    byte[] request = OvpnRequests.newLink("oA", 0x01020304).bytes(1);
    assertArrayEquals(new byte[] {4, 3, 2, 1}, java.util.Arrays.copyOfRange(request, 20, 24));
  }

  @Test
  void removesADeviceByItsNumber() {
    assertBytes(
        "2000000011000500cb1600000000000000000000030000000000000000000000",
        0x16cb,
        OvpnRequests.deleteLink(3));
  }

  @Test
  void makesAPeerByUdp() {
    assertBytes(
        "40000000250005007e2400000000000001010000080001000300000024000280"
            + "0800010007000000080006000e000000080002000a0900020600050004aa0000",
        0x247e,
        requests.newPeer(3, PEER, udp(14, "10.9.0.2", 1194)));
  }

  @Test
  void makesAPeerByTcpWithoutAnAddress() {
    assertBytes(
        "3000000025000500c21700000000000001010000080001000300000014000280"
            + "0800010007000000080006000d000000",
        0x17c2,
        requests.newPeer(
            3,
            PEER,
            new KernelSocket(
                13, true, new InetSocketAddress(InetAddress.ofLiteral("10.9.0.2"), 1194), false)));
  }

  @Test
  void makesAPeerByIpv6() {
    assertBytes(
        "4c000000250005000100000000000000010100000800010003000000"
            + "3000028008000100070000000800060005000000"
            + "14000300fd090000000000000000000000000002"
            + "0600050004ab0000",
        1,
        requests.newPeer(3, PEER, udp(5, "fd09::2", 1195)));
  }

  @Test
  void namesTheScopeOfALinkLocalServer() {
    assertBytes(
        "54000000250005000100000000000000010100000800010003000000"
            + "3800028008000100070000000800060005000000"
            + "14000300fe800000000000000000000000000002"
            + "0800040009000000"
            + "0600050004ab0000",
        1,
        requests.newPeer(3, PEER, udp(5, "fe80::2%9", 1195)));
  }

  @Test
  void watchesAPeer() {
    assertBytes(
        "3800000025000500df160000000000000201000008000100040000001c000280"
            + "080001000700000008000d000500000008000e0014000000",
        0x16df,
        requests.keepalive(4, PEER, 5, 20));
  }

  @Test
  void sendsElsewhere() {
    assertBytes(
        "3800000025000500010000000000000002010000080001000400000"
            + "01c000280"
            + "0800010007000000080002000a0900030600050004aa0000",
        1,
        requests.movePeer(4, PEER, new InetSocketAddress(InetAddress.ofLiteral("10.9.0.3"), 1194)));
  }

  @Test
  void asksForOnePeerAndForAll() {
    assertBytes(
        "2800000025000500ce160000000000000301000008000100040000000c000280" + "0800010007000000",
        0x16ce,
        requests.getPeer(4, PEER));
    assertBytes(
        "1c00000025000103ce16000000000000030100000800010003000000", 0x16ce, requests.listPeers(3));
  }

  @Test
  void removesAPeer() {
    assertBytes(
        "2800000025000500e5160000000000000401000008000100040000000c000280" + "0800010007000000",
        0x16e5,
        requests.deletePeer(4, PEER));
  }

  private static DataKeys keys(int id, DataCipher cipher, String... parts) {
    List<byte[]> bytes = List.of(parts).stream().map(HexFormat.of()::parseHex).toList();
    return new DataKeys(
        id, DataFormat.of(cipher), bytes.get(0), bytes.get(1), bytes.get(2), bytes.get(3));
  }

  private static DataKeys aes() {
    return keys(
        0,
        DataCipher.AES_256_GCM,
        "197ea271efc057f411a69a58ac4b399f2fd70f5fcbfae3e88b7c4a94047b5f21",
        "2c6387fab6d60ba0",
        "5af8b011586ee74ee77ee8813f62ccfa690d11a8cd201e38077168d9811e2187",
        "d1b0089cdaf1eafa");
  }

  @Test
  void givesAKeyOfAes() {
    assertBytes(
        "a800000025000500cd160000000000000601000008000100040000008c000380"
            + "0800010007000000080002000000000008000300000000000800040001000000"
            + "3400058024000100197ea271efc057f411a69a58ac4b399f2fd70f5fcbfae3e8"
            + "8b7c4a94047b5f210c0002002c6387fab6d60ba034000680240001005af8b011"
            + "586ee74ee77ee8813f62ccfa690d11a8cd201e38077168d9811e21870c000200"
            + "d1b0089cdaf1eafa",
        0x16cd,
        requests.newKey(4, PEER, KeySlot.PRIMARY, aes()));
  }

  @Test
  void givesAKeyOfChaCha() {
    DataKeys keys =
        keys(
            1,
            DataCipher.CHACHA20_POLY1305,
            "e95154925877855e52e6bae8a5a5012d7bc84cb75af543d15081fb484a926ca7",
            "fc058aa5e898e5f2",
            "b55a73d45b4f8a2fada57adbe39604b12b929733abc2e8db70e910b091a2cdba",
            "f92be7da210c4f26");
    assertBytes(
        "a800000025000500d2160000000000000601000008000100040000008c000380"
            + "0800010007000000080002000100000008000300010000000800040002000000"
            + "3400058024000100e95154925877855e52e6bae8a5a5012d7bc84cb75af543d1"
            + "5081fb484a926ca70c000200fc058aa5e898e5f23400068024000100b55a73d4"
            + "5b4f8a2fada57adbe39604b12b929733abc2e8db70e910b091a2cdba0c000200"
            + "f92be7da210c4f26",
        0x16d2,
        requests.newKey(4, PEER, KeySlot.SECONDARY, keys));
  }

  @Test
  void forgetsTheKeysOfAWipedRequest() {
    NetlinkRequest request = requests.newKey(4, PEER, KeySlot.PRIMARY, aes());
    request.wipe();
    byte[] left = request.bytes(0);
    java.util.Arrays.fill(left, 0, 16, (byte) 0);
    assertArrayEquals(new byte[left.length], left);
  }

  @Test
  void asksForAKeyAndChangesKeysAndForgetsOne() {
    assertBytes(
        "3000000025000500d01600000000000007010000080001000400000014000380"
            + "08000100070000000800020000000000",
        0x16d0,
        requests.getKey(4, PEER, KeySlot.PRIMARY));
    assertBytes(
        "2800000025000500d3160000000000000801000008000100040000000c000380" + "0800010007000000",
        0x16d3,
        requests.swapKeys(4, PEER));
    assertBytes(
        "3000000025000500d6160000000000000a010000080001000400000014000380"
            + "08000100070000000800020001000000",
        0x16d6,
        requests.deleteKey(4, PEER, KeySlot.SECONDARY));
  }
}
