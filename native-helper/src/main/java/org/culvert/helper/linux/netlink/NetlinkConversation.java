package org.culvert.helper.linux.netlink;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.culvert.helper.linux.sys.Errno;
import org.culvert.helper.linux.sys.NetlinkSocket;

/**
 * Questions and answers over one netlink socket; from any thread, one at a time.
 *
 * <pre>
 * nlmsgerr  0 error s32 (0 or −errno)   4 the request's nlmsghdr   20 its body, unless capped
 *           then attributes, if the message's flags say so: 1 = the kernel's words
 * </pre>
 */
public final class NetlinkConversation implements AutoCloseable {
  private static final int CAPPED = 0x100;
  private static final int HAS_ATTRIBUTES = 0x200;
  private static final int KERNEL_TEXT = 1;
  private static final int DUMP_ATTEMPTS = 5;

  private final NetlinkSocket socket;
  private int sequence;

  /** Takes over the socket. */
  public NetlinkConversation(NetlinkSocket socket) {
    this.socket = socket;
  }

  /** Has something done. {@code what} names it in the exception. */
  public synchronized void execute(NetlinkRequest request, String what) throws IOException {
    exchange(request, what);
  }

  /** Asks for one thing and returns the answers that came before the acknowledgement. */
  public synchronized List<NetlinkMessage> ask(NetlinkRequest request, String what)
      throws IOException {
    return exchange(request, what);
  }

  /** Asks for a table; once more if it changed while it was read. */
  public synchronized List<NetlinkMessage> dump(NetlinkRequest request, String what)
      throws IOException {
    List<NetlinkMessage> rows = List.of();
    for (int attempt = 0; attempt < DUMP_ATTEMPTS; attempt++) {
      rows = exchange(request, what);
      if (rows.stream().allMatch(row -> (row.flags() & NetlinkMessage.DUMP_INTERRUPTED) == 0)) {
        return rows;
      }
    }
    return rows;
  }

  private List<NetlinkMessage> exchange(NetlinkRequest request, String what) throws IOException {
    int expected = ++sequence;
    byte[] bytes = request.bytes(expected);
    try {
      socket.send(bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0); // it may have been a key
    }
    List<NetlinkMessage> answers = new ArrayList<>();
    while (true) {
      for (NetlinkMessage message : NetlinkMessage.split(socket.receive())) {
        if (message.sequence() != expected) {
          continue; // the tail of a question whose answer took longer than the timeout
        }
        switch (message.type()) {
          case NetlinkMessage.ERROR, NetlinkMessage.DONE -> {
            throwIfRefused(message, what);
            return answers;
          }
          default -> answers.add(message);
        }
      }
    }
  }

  /** The bodies of an error and of a dump's end both begin with 0 or −errno. */
  public static void throwIfRefused(NetlinkMessage message, String what) throws NetlinkException {
    int error = message.body().remaining() < 4 ? -Errno.EIO : message.body().getInt(0);
    if (error == 0) {
      return;
    }
    String text = "";
    if ((message.flags() & HAS_ATTRIBUTES) != 0) {
      text = message.attributes(attributesAt(message)).text(KERNEL_TEXT).orElse("");
    }
    throw new NetlinkException(what, -error, text);
  }

  private static int attributesAt(NetlinkMessage message) {
    if (message.type() == NetlinkMessage.DONE) {
      return 4;
    }
    boolean capped = (message.flags() & CAPPED) != 0 || message.body().remaining() < 8;
    int echoed = capped ? NetlinkRequest.HEADER : message.body().getInt(4);
    return 4 + ((echoed + 3) & ~3);
  }

  @Override
  public synchronized void close() {
    socket.close();
  }
}
