package org.culvert.helper.linux.ovpn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.culvert.helper.linux.netlink.NetlinkConversation;
import org.culvert.helper.linux.netlink.NetlinkException;
import org.culvert.helper.linux.netlink.NetlinkMessage;
import org.culvert.helper.linux.sys.Errno;
import org.culvert.helper.path.kernel.KernelNotice;
import org.culvert.helper.path.kernel.KernelStats;
import org.junit.jupiter.api.Test;

/** What Linux 7.2.13 said (kernel reference, appendix A; a little-endian machine). */
final class OvpnRepliesTest {
  private static final int DEVICE = 3;
  private static final int PEER = 7;

  private static NetlinkMessage message(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    return NetlinkMessage.split(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN)).getFirst();
  }

  /** A message of the driver's, from its own header on. */
  private static NetlinkMessage ofDriver(String hex) {
    byte[] body = HexFormat.of().parseHex(hex.replace(" ", ""));
    return new NetlinkMessage(0x25, 0, 0, ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN));
  }

  private static Optional<KernelNotice> notice(String hex) {
    return OvpnReplies.notice(message(hex), DEVICE, PEER);
  }

  private static InetSocketAddress address(String address, int port) {
    return new InetSocketAddress(InetAddress.ofLiteral(address), port);
  }

  @Test
  void readsTheCountersOfAPeer() {
    assertEquals(
        Optional.of(
            new KernelStats(
                252, 300, 3, 4, 324, 324, 3, 3, Optional.of(address("10.9.0.2", 1194)))),
        OvpnReplies.stats(
            message(
                "9800000025000000ce1600008b00000003010000840002800800010007000000"
                    + "080018000700000008000d000a00000008000e003c000000080002000a090002"
                    + "0600054004aa000008000a000a09000106000c40cc08000008001000fc000000"
                    + "0800120003000000080011002c01000008001300040000000800140044010000"
                    + "080016000300000008001500440100000800170003000000")));
  }

  @Test
  void readsTheCountersOfAPeerByIpv6() {
    assertEquals(
        Optional.of(
            new KernelStats(
                768, 816, 2, 2, 1632, 1632, 2, 2, Optional.of(address("fd09::2", 1195)))),
        OvpnReplies.stats(
            ofDriver(
                "03010000a4000280080001000700000008001800070000000800"
                    + "0d0000000000"
                    + "08000e000000000014000300fd0900000000000000000000000000020800040000000000"
                    + "0600054004ab000014000b00fd09000000000000000000000000000106000c40842d0000"
                    + "080010000003"
                    + "0000"
                    + "080012000200000008001100300300000800130002000000"
                    + "080014006006000008001600020000000800150060060000"
                    + "0800170002000000")));
  }

  @Test
  void readsCountersBeyondFourGibibytes() {
    KernelStats stats =
        OvpnReplies.stats(
                ofDriver(
                    "03010000 24000280 0800010007000000"
                        + "0c001000830f000005000000 0c001400ffffffff00000000"))
            .orElseThrow();
    assertEquals(0x500000f83L, stats.bytesIn());
    assertEquals(0xffffffffL, stats.linkBytesIn());
    assertEquals(Optional.empty(), stats.remote());
  }

  @Test
  void countsAPeerByTcpWithoutAnAddress() {
    assertEquals(
        Optional.of(new KernelStats(0, 0, 0, 0, 0, 0, 0, 0, Optional.empty())),
        OvpnReplies.stats(ofDriver("03010000 14000280 0800010007000000 06000c40cc080000")));
  }

  @Test
  void readsTheIdOfAKey() {
    assertEquals(
        OptionalInt.of(0),
        OvpnReplies.keyId(
            message(
                "3800000025000000d01600008b00000007010000240003800800010007000000"
                    + "080002000000000008000300000000000800040001000000")));
  }

  @Test
  void hearsThatAPeerIsGone() {
    assertEquals(
        Optional.of(new KernelNotice.Deleted(KernelNotice.Reason.TRANSPORT_DISCONNECT)),
        notice(
            "300000002500000000000000000000000501000008000100030000001400028008000f000400000008"
                + "00010007000000"));
    assertEquals(
        Optional.of(new KernelNotice.Deleted(KernelNotice.Reason.USERSPACE)),
        OvpnReplies.notice(
            message(
                "300000002500000000000000000000000501000008000100040000001400028008000f0001000000"
                    + "0800010007000000"),
            4,
            PEER));
  }

  @Test
  void readsEveryReasonAndTakesLaterOnesForALostConnection() {
    KernelNotice.Reason[] reasons = KernelNotice.Reason.values();
    assertEquals(5, reasons.length);
    for (int number = 0; number < 256; number++) {
      KernelNotice.Reason expected =
          number < reasons.length ? reasons[number] : KernelNotice.Reason.TRANSPORT_DISCONNECT;
      assertEquals(
          Optional.of(new KernelNotice.Deleted(expected)),
          OvpnReplies.notice(
              ofDriver(
                  "05010000 0800010003000000 14000280 08000f00"
                      + HexFormat.of().toHexDigits((byte) number)
                      + "000000 0800010007000000"),
              DEVICE,
              PEER));
    }
  }

  @Test
  void hearsThatAPeerMoved() {
    assertEquals(
        Optional.of(new KernelNotice.Moved(address("10.9.0.1", 0xa8ec))),
        notice(
            "380000002500000000000000000000000b01000008000100030000001c0002800800010007000000"
                + "080002000a09000106000540a8ec0000"));
  }

  @Test
  void hearsThatAPeerMovedByIpv6WithItsScope() {
    KernelNotice moved =
        OvpnReplies.notice(
                ofDriver(
                    "0b010000 0800010003000000 30000280 0800010007000000"
                        + "14000300fe800000000000000000000000000002 0800040009000000"
                        + "06000540a8ec0000"),
                DEVICE,
                PEER)
            .orElseThrow();
    InetSocketAddress remote = ((KernelNotice.Moved) moved).remote();
    assertEquals(address("fe80::2", 0xa8ec), remote);
    assertEquals(9, ((Inet6Address) remote.getAddress()).getScopeId());
  }

  @Test
  void hearsThatAKeyIsSpentWhateverTheWidthOfItsId() {
    Optional<KernelNotice> three = Optional.of(new KernelNotice.KeyDead(3));
    assertEquals(
        three,
        notice(
            "300000002500000000000000000000000901000008000100030000001400038008000100070000000600"
                + "030003000000"));
    assertEquals(
        three,
        OvpnReplies.notice(
            ofDriver("09010000 0800010003000000 14000380 0800010007000000 0800030003000000"),
            DEVICE,
            PEER));
  }

  @Test
  void hearsNothingOfOthers() {
    NetlinkMessage gone =
        ofDriver("05010000 0800010003000000 14000280 08000f0002000000 0800010007000000");
    assertEquals(Optional.empty(), OvpnReplies.notice(gone, DEVICE + 1, PEER));
    assertEquals(Optional.empty(), OvpnReplies.notice(gone, DEVICE, PEER + 1));
    NetlinkMessage spent =
        ofDriver("09010000 0800010003000000 14000380 0800010007000000 0600030003000000");
    assertEquals(Optional.empty(), OvpnReplies.notice(spent, DEVICE, PEER + 1));
  }

  @Test
  void passesOverWhatALaterKernelAdds() {
    assertEquals(
        Optional.of(new KernelNotice.Deleted(KernelNotice.Reason.EXPIRED)),
        OvpnReplies.notice(
            ofDriver(
                "05010000 0800010003000000 20000280 0c006300ffffffffffffffff"
                    + "08000f0002000000 0800010007000000"),
            DEVICE,
            PEER));
    assertEquals(
        Optional.empty(),
        OvpnReplies.notice(
            ofDriver("63010000 0800010003000000 0c000280 0800010007000000"), DEVICE, PEER));
  }

  @Test
  void repeatsTheKernelsWords() {
    NetlinkException refusal =
        assertThrows(
            NetlinkException.class,
            () ->
                NetlinkConversation.throwIfRefused(
                    message(
                        "5800000002000003d11600008b000000feffffff3000000025000500d116000000000000"
                            + "340001006f76706e3a2063616e6e6f742065787472616374206b65792066726f6d"
                            + "20736c6f74203120666f722070656572203700"),
                    "ask the kernel for a key's id"));
    assertEquals(Errno.ENOENT, refusal.errno());
    assertEquals(
        "ask the kernel for a key's id: No such file or directory (ENOENT):"
            + " ovpn: cannot extract key from slot 1 for peer 7",
        refusal.getMessage());
  }

  @Property
  void survivesAnything(@ForAll byte[] body) {
    NetlinkMessage message =
        new NetlinkMessage(0x25, 0, 0, ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN));
    OvpnReplies.notice(message, DEVICE, PEER);
    OvpnReplies.stats(message);
    OvpnReplies.keyId(message);
  }
}
