package org.culvert.core.plan;

import java.util.Set;

/**
 * What all {@code redirect-gateway} and {@code redirect-private} lines together ask for; wire
 * reference 7.5.
 *
 * @param ipv4 all IPv4 goes into the tunnel
 * @param ipv6 all IPv6 goes into the tunnel
 * @param local the server is on the local link and needs no host route
 * @param serverRoute a host route for the server is wanted whether or not another route catches it
 * @param blockLocal the networks on the link go into the tunnel as well
 */
record Redirect(
    boolean ipv4, boolean ipv6, boolean local, boolean serverRoute, boolean blockLocal) {
  /**
   * OpenVPN follows these on Windows alone. Leases are renewed on the link itself, and a way around
   * the tunnel to the old resolvers would tell them every name that is looked up.
   */
  private static final Set<String> NEEDLESS = Set.of("bypass-dhcp", "bypass-dns");

  private static final Set<String> UNDERSTOOD =
      Set.of("def1", "local", "autolocal", "ipv6", "!ipv4", "block-local");

  static Redirect read(NetworkLines lines, Notes notes) {
    boolean ipv4 = false;
    boolean ipv6 = false;
    boolean local = false;
    boolean isPrivate = false;
    boolean blockLocal = false;
    for (NetworkLine line : lines.all("redirect-gateway", "redirect-private")) {
      Set<String> flags = Set.copyOf(line.from(1));
      isPrivate |= line.name().equals("redirect-private");
      local |= flags.contains("local");
      blockLocal |= flags.contains("block-local");
      if (line.name().equals("redirect-gateway")) {
        boolean thisIpv4 = !flags.contains("!ipv4");
        ipv4 |= thisIpv4;
        ipv6 |= flags.contains("ipv6");
        if (thisIpv4 && !flags.contains("def1")) {
          notes.add(
              line,
              "is done as with def1: the machine's default route stays, covered by"
                  + " 0.0.0.0/1 and 128.0.0.0/1");
        }
      }
      for (String flag : line.from(1)) {
        if (NEEDLESS.contains(flag)) {
          notes.add(line, "is done without " + flag + ", which is for Windows");
        } else if (!UNDERSTOOD.contains(flag)) {
          notes.add(line, "has a flag that is not known");
        }
      }
    }
    return new Redirect(ipv4, ipv6, local, isPrivate && !local, blockLocal);
  }
}
