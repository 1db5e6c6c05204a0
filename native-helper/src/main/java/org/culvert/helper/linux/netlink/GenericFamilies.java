package org.culvert.helper.linux.netlink;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
  private static final int OPERATIONS = 6;
  private static final int OPERATION_ID = 1;
  private static final int MULTICAST_GROUPS = 7;
  private static final int GROUP_NAME = 1;
  private static final int GROUP_ID = 2;

  /**
   * A family as it is registered now; another load of its driver gives it other numbers.
   *
   * @param id the type of its messages
   * @param commands those that it takes
   * @param groups the numbers of the groups that hear its news, by name
   */
  public record Family(int id, Set<Integer> commands, Map<String, Integer> groups) {
    public Family {
      commands = Set.copyOf(commands);
      groups = Map.copyOf(groups);
    }
  }

  private GenericFamilies() {}

  /** Whether there is one of that name now; no driver is loaded for the question. */
  public static boolean has(String name) throws IOException {
    try (NetlinkConversation conversation =
        new NetlinkConversation(NetlinkSocket.open(NetlinkSocket.GENERIC))) {
      return conversation
          .dump(message(CONTROLLER, NetlinkRequest.DUMP, GET_FAMILY), "list the netlink families")
          .stream()
          .map(family -> family.attributes(FIELDS).text(FAMILY_NAME))
          .anyMatch(Optional.of(name)::equals);
    }
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
    for (NetlinkAttributes group : elements(attributes, MULTICAST_GROUPS)) {
      OptionalInt id = group.u32(GROUP_ID);
      group
          .text(GROUP_NAME)
          .filter(_ -> id.isPresent())
          .ifPresent(name -> groups.put(name, id.getAsInt()));
    }
    Set<Integer> commands =
        elements(attributes, OPERATIONS).stream()
            .flatMapToInt(operation -> operation.u32(OPERATION_ID).stream())
            .boxed()
            .collect(Collectors.toSet());
    return new Family(attributes.u16(FAMILY_ID).orElse(0), commands, groups);
  }

  /** A list is attributes that are numbered from 1. */
  private static List<NetlinkAttributes> elements(NetlinkAttributes attributes, int type) {
    return attributes.nested(type).stream()
        .flatMap(
            list ->
                IntStream.iterate(1, number -> number + 1)
                    .mapToObj(list::nested)
                    .takeWhile(Optional::isPresent)
                    .map(Optional::get))
        .toList();
  }
}
