package org.culvert.app.lab;

/** IP fragments that the hosts' kernels make. */
final class KernelFragments {
  private KernelFragments() {}

  /** So far, on server and client together. */
  static long made(Lab lab) {
    return made(lab.clientHost()) + made(lab.serverHost());
  }

  private static long made(String host) {
    String[] lines =
        Shell.out("ip", "netns", "exec", host, "grep", "^Ip:", "/proc/net/snmp")
            .lines()
            .toArray(String[]::new);
    String[] names = lines[0].split(" ", -1);
    for (int i = 0; i < names.length; i++) {
      if (names[i].equals("FragCreates")) {
        return Long.parseLong(lines[1].split(" ", -1)[i]);
      }
    }
    throw new AssertionError("the kernel does not count fragments");
  }
}
