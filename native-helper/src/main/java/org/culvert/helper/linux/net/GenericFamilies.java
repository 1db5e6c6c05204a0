package org.culvert.helper.linux.net;

import java.io.IOException;
import org.culvert.helper.linux.sys.Errno;
import org.culvert.helper.linux.sys.NetlinkSocket;

/**
 * The families of generic netlink, which drivers register by name.
 *
 * <pre>
 * genlmsghdr 0 command u8   1 version u8   2 reserved u16
 * </pre>
 */
public final class GenericFamilies {
  private static final int CONTROLLER = 0x10;
  private static final int GET_FAMILY = 3;
  private static final int VERSION = 1;
  private static final int FAMILY_NAME = 2;

  private GenericFamilies() {}

  /** Whether there is one of that name; the kernel loads its driver if it can. */
  public static boolean has(String name) throws IOException {
    try (NetlinkConversation conversation =
        new NetlinkConversation(NetlinkSocket.open(NetlinkSocket.GENERIC))) {
      NetlinkRequest request =
          new NetlinkRequest(CONTROLLER, NetlinkRequest.ACK)
              .u8(GET_FAMILY)
              .u8(VERSION)
              .u16(0)
              .attribute(FAMILY_NAME, name);
      return !conversation.ask(request, "look up the netlink family " + name).isEmpty();
    } catch (NetlinkException e) {
      if (e.errno() == Errno.ENOENT) {
        return false;
      }
      throw e;
    }
  }
}
