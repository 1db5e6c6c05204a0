package org.culvert.helper.linux.netlink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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
  /** Bytes in front of the attributes of a family's messages. */
  public static final int FIELDS = 4;

  private static final int CONTROLLER = 0x10;
  private static final int GET_FAMILY = 3;
  private static final int VERSION = 1;
  private static final int FAMILY_ID = 1;
  private static final int FAMILY_NAME = 2;
  private static final int MULTICAST_GROUPS = 7;
  private static final int GROUP_NAME = 1;
  private static final int GROUP_ID = 2;

  /**
   * A family as it is registered now; another load of its driver gives it other numbers.
   *
   * @param id the type of its messages
   * @param groups the numbers of the groups that hear its news, by name
   */
  public record Family(int id, Map<String, Integer> groups) {
    public Family {
      groups = Map.copyOf(groups);
    }
  }

  private GenericFamilies() {}

  /** Whether there is one of that name; the kernel loads its driver if it can. */
  public static boolean has(String name) throws IOException {
    return find(name).isPresent();
  }

  /** The family of that name; the kernel loads its driver if it can. */
  public static Optional<Family> find(String name) throws IOException {
    try (NetlinkConversation conversation =
        new NetlinkConversation(NetlinkSocket.open(NetlinkSocket.GENERIC))) {
      return conversation.ask(request(name), "look up the netlink family " + name).stream()
          .findFirst()
          .map(GenericFamilies::read);
    } catch (NetlinkException e) {
      if (e.errno() == Errno.ENOENT) {
        return Optional.empty();
      }
      throw e;
    }
  }

  static NetlinkRequest request(String name) {
    return message(CONTROLLER, NetlinkRequest.ACK, GET_FAMILY).attribute(FAMILY_NAME, name);
  }

  /** Begins a message of a family. */
  public static NetlinkRequest message(int family, int flags, int command) {
    return new NetlinkRequest(family, flags).u8(command).u8(VERSION).u16(0);
  }

  static Family read(NetlinkMessage message) {
    NetlinkAttributes attributes = message.attributes(FIELDS);
    Map<String, Integer> groups = new HashMap<>();
    attributes
        .buffer(MULTICAST_GROUPS)
        .ifPresent(
            list -> {
              for (NetlinkAttributes group : elements(list)) {
                OptionalInt id = group.u32(GROUP_ID);
                group
                    .text(GROUP_NAME)
                    .filter(_ -> id.isPresent())
                    .ifPresent(name -> groups.put(name, id.getAsInt()));
              }
            });
    return new Family(attributes.u16(FAMILY_ID).orElse(0), groups);
  }

  /** A list is attributes that are numbered from 1. */
  private static Iterable<NetlinkAttributes> elements(ByteBuffer list) {
    NetlinkAttributes numbered = NetlinkAttributes.read(list.order(ByteOrder.nativeOrder()));
    return () ->
        java.util.stream.IntStream.iterate(1, number -> number + 1)
            .mapToObj(numbered::nested)
            .takeWhile(Optional::isPresent)
            .map(Optional::get)
            .iterator();
  }
}
