package org.culvert.helper.linux.ovpn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.culvert.helper.linux.sys.Errno;
import org.culvert.helper.linux.sys.SysException;
import org.culvert.helper.path.kernel.KernelNotice;
import org.junit.jupiter.api.Test;

final class OvpnNoticesTest {
  private static final int DEVICE = 3;
  private static final int PEER = 7;

  /** That the peer moved; a new one each time, for reading may move on in it. */
  private static Optional<ByteBuffer> moved() {
    return Optional.of(
        ByteBuffer.wrap(
                HexFormat.of()
                    .parseHex(
                        "380000002500000000000000000000000b01000008000100030000001c000280"
                            + "0800010007000000080002000a09000106000540a8ec0000"))
            .order(ByteOrder.LITTLE_ENDIAN));
  }

  @Test
  void endsThoughMoreAndMoreComes() throws IOException {
    List<KernelNotice> notices = OvpnNotices.read(OvpnNoticesTest::moved, DEVICE, PEER);
    assertTrue(notices.size() < 2_000, "notices: " + notices.size());
    assertInstanceOf(KernelNotice.Moved.class, notices.getFirst());
    assertEquals(new KernelNotice.Missed(), notices.getLast());
  }

  @Test
  void saysThatSomeWereLost() throws IOException {
    int[] asked = new int[1];
    List<KernelNotice> notices =
        OvpnNotices.read(
            () -> {
              if (asked[0]++ == 0) {
                throw new SysException("receive from netlink", Errno.ENOBUFS);
              }
              return Optional.empty();
            },
            DEVICE,
            PEER);
    assertEquals(List.of(new KernelNotice.Missed()), notices);
  }
}
