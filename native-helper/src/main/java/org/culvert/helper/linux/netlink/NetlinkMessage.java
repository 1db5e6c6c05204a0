package org.culvert.helper.linux.netlink;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * One message of the kernel; for the header's layout see {@link NetlinkRequest}.
 *
 * @param body what follows the header; its own copy, in the machine's byte order
 */
public record NetlinkMessage(int type, int flags, int sequence, ByteBuffer body) {
  public static final int ERROR = 2;
  public static final int DONE = 3;

  /** On a row of a dump: the table changed meanwhile, so the dump is inconsistent. */
  public static final int DUMP_INTERRUPTED = 0x10;

  /** The messages in a datagram; stops at one whose length is impossible. */
  public static List<NetlinkMessage> split(ByteBuffer datagram) {
    List<NetlinkMessage> messages = new ArrayList<>();
    int at = datagram.position();
    while (datagram.limit() - at >= NetlinkRequest.HEADER) {
      int length = datagram.getInt(at);
      if (length < NetlinkRequest.HEADER || length > datagram.limit() - at) {
        break;
      }
      byte[] body = new byte[length - NetlinkRequest.HEADER];
      datagram.get(at + NetlinkRequest.HEADER, body);
      messages.add(
          new NetlinkMessage(
              Short.toUnsignedInt(datagram.getShort(at + 4)),
              Short.toUnsignedInt(datagram.getShort(at + 6)),
              datagram.getInt(at + 8),
              ByteBuffer.wrap(body).order(datagram.order())));
      at += (length + 3) & ~3;
    }
    return messages;
  }

  /** The attributes that begin at {@code offset} of the body, behind the type's fixed fields. */
  public NetlinkAttributes attributes(int offset) {
    int start = Math.min(offset, body.limit());
    return NetlinkAttributes.read(body.slice(start, body.limit() - start).order(body.order()));
  }
}
