package org.culvert.app.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Two hosts on one cable, as network namespaces: {@code server} with 10.9.0.1 and fd09::1, and
 * {@code client} with 10.9.0.2 and fd09::2, whose default route leads to the server. Removed by
 * {@link #close}, at the end of this process, or by the next lab when this one was killed.
 */
class Lab implements AutoCloseable {
  static final String SERVER_IPV4 = "10.9.0.1";
  static final String SERVER_IPV6 = "fd09::1";

  /** An address that the client reaches only by its default route. */
  static final String WORLD_IPV4 = "192.0.2.1";

  static final String CLIENT_IPV4 = "10.9.0.2";
  private static final String CLIENT_IPV6 = "fd09::2";
  private static final String PREFIX = "culvert-lab-";
  private static final AtomicInteger COUNT = new AtomicInteger();

  /** Where {@code ip netns exec} looks for a host's own files. */
  private static final Path ETC = Path.of("/etc/netns");

  private static final int LOG_TAIL = 12_000;
  private static final Duration CABLE = Duration.ofSeconds(10);

  private final String run = PREFIX + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
  private final Path folder = makeFolder(run);
  private final Deque<Running> toStop = new ArrayDeque<>();
  private final List<Running> toShow = new ArrayList<>();
  private final Deque<Running> kept = new ArrayDeque<>();
  private final AtomicInteger files = new AtomicInteger();
  private Optional<Traffic> traffic = Optional.empty();
  private Optional<Pki> pki = Optional.empty();

  /** The namespace of the server. */
  String serverHost() {
    return run + "-s";
  }

  /** The namespace of the client. */
  String clientHost() {
    return run + "-c";
  }

  /** A namespace for a third host, which is made by who needs it and goes with the others. */
  String thirdHost() {
    return run + "-p";
  }

  /** Whether a namespace is that of a lab's host, of this process or another. */
  static boolean isHost(String name) {
    return name.startsWith(PREFIX);
  }

  /**
   * Lets programs on a host see {@code text} as a file of {@code /etc}; begins with the next
   * program that is started there.
   */
  static void etc(String host, String name, String text) {
    try {
      Path folder = Files.createDirectories(ETC.resolve(host));
      Files.writeString(folder.resolve(name), text);
      if (name.equals("shadow")) {
        Shell.out("chmod", "600", folder.resolve(name).toString());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A folder of this run that every user may enter. */
  Path folder() {
    return folder;
  }

  /** A new path in the folder; nothing is there yet. */
  Path newPath(String name) {
    return folder.resolve(files.incrementAndGet() + "-" + name);
  }

  /** Writes a new file that every user may read. */
  Path write(String name, String text) {
    try {
      return Files.writeString(newPath(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The files of this run in which a text is found: those of users, helpers and servers. */
  final List<Path> filesWith(String text) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
          found.add(file);
        }
      }
    }
    return found;
  }

  /** The command as run on a host. */
  static List<String> on(String host, List<String> command) {
    return Stream.concat(Stream.of("ip", "netns", "exec", host), command.stream()).toList();
  }

  /** The source tree that the launchers were built from. */
  static Path root() {
    String root = System.getProperty("culvert.root");
    if (root == null) {
      throw new IllegalStateException("culvert.root must name the source tree");
    }
    return Path.of(root);
  }

  /** What programs of the tests need that use the app's own classes. */
  static String classPath() {
    return String.join(
        ":",
        root().resolve("app/target/test-classes").toString(),
        System.getProperty("java.class.path", ""),
        System.getProperty("jdk.module.path", ""));
  }

  /** To be stopped after the test, and shown when it fails. */
  void register(Running running) {
    toShow.add(running);
    toStop.push(running);
  }

  /** To be stopped with the hosts, and shown when a test fails. */
  void registerForAll(Running running) {
    kept.push(running);
  }

  /** Transfers between the hosts; their programs run until the hosts are removed. */
  final Traffic traffic() {
    if (traffic.isEmpty()) {
      traffic = Optional.of(Traffic.start(this));
    }
    return traffic.get();
  }

  /** The authority of whoever has no other. */
  final Pki pki() {
    if (pki.isEmpty()) {
      pki = Optional.of(Pki.create(newPath("pki"), "Lab CA"));
    }
    return pki.get();
  }

  /** Makes the hosts. */
  final void open() {
    removeLeftovers();
    Runtime.getRuntime().addShutdownHook(new Thread(this::removeHosts));
    for (String host : List.of(serverHost(), clientHost())) {
      Shell.out("ip", "netns", "add", host);
      Shell.out("ip", "-n", host, "link", "set", "lo", "up");
    }
    Shell.out(
        "ip",
        "-n",
        serverHost(),
        "link",
        "add",
        "wire0",
        "type",
        "veth",
        "peer",
        "name",
        "wire0",
        "netns",
        clientHost());
    plug(serverHost(), SERVER_IPV4, SERVER_IPV6);
    plug(clientHost(), CLIENT_IPV4, CLIENT_IPV6);
    // Something behind the server: the rest of the world.
    Shell.out("ip", "-n", serverHost(), "address", "add", WORLD_IPV4 + "/32", "dev", "lo");
    routeClient();
    awaitCable(serverHost());
    awaitCable(clientHost());
  }

  private void routeClient() {
    Shell.out("ip", "-n", clientHost(), "route", "add", "default", "via", SERVER_IPV4);
    Shell.out("ip", "-n", clientHost(), "-6", "route", "add", "default", "via", SERVER_IPV6);
  }

  /**
   * Gives the client host a resolv.conf of its own, as every program that is started there from now
   * on sees it. What they write into it is what {@link #resolvConf()} reads.
   */
  final void resolvConf(String text) {
    etc(clientHost(), "resolv.conf", text);
  }

  /** What is in the client host's resolv.conf. */
  final String resolvConf() {
    try {
      return Files.readString(resolvConfFile(clientHost()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The client host has none of its own any more: programs there see this machine's. */
  final void shareResolvConf() {
    try {
      Files.deleteIfExists(resolvConfFile(clientHost()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path resolvConfFile(String host) {
    return ETC.resolve(host).resolve("resolv.conf");
  }

  /** Takes the client's uplink down, and with it all of its routes. */
  final void unplugClient() {
    Shell.out("ip", "-n", clientHost(), "link", "set", "wire0", "down");
  }

  /** The uplink is back, as a network manager would have it. */
  final void plugClient() {
    Shell.out("ip", "-n", clientHost(), "link", "set", "wire0", "up");
    Shell.out(
        "ip",
        "-n",
        clientHost(),
        "address",
        "replace",
        CLIENT_IPV6 + "/64",
        "dev",
        "wire0",
        "nodad");
    routeClient();
    awaitCable(clientHost());
  }

  /**
   * The kernel tells a new carrier at most once a second, and only then settles the link's state
   * and its local address: a look at the machine before would differ from one after.
   */
  private static void awaitCable(String host) {
    Await.until(
        "the cable of " + host + " is up and its addresses are settled",
        CABLE,
        () -> {
          String link = Shell.out("ip", "-n", host, "address", "show", "dev", "wire0");
          return link.contains(" state UP ")
              && link.contains("inet6 fe80:")
              && !link.contains("tentative");
        });
  }

  private static void plug(String host, String ipv4, String ipv6) {
    // No address is ever tentative, so that two looks at the machine can be compared as text.
    Shell.out(
        "ip",
        "netns",
        "exec",
        host,
        "sh",
        "-c",
        "echo 0 >/proc/sys/net/ipv6/conf/wire0/accept_dad");
    Shell.out("ip", "-n", host, "address", "add", ipv4 + "/24", "dev", "wire0");
    Shell.out("ip", "-n", host, "address", "add", ipv6 + "/64", "dev", "wire0", "nodad");
    Shell.out("ip", "-n", host, "link", "set", "wire0", "up");
    Shell.tryOut("ip", "netns", "exec", host, "ethtool", "-K", "wire0", "gro", "on");
  }

  /** What everything registered has printed last, and how the client host looks now. */
  final String story() {
    StringBuilder text = new StringBuilder();
    List<Running> all = new ArrayList<>(kept);
    all.addAll(toShow);
    for (Running running : all) {
      String log = running.log();
      text.append("\n===== ").append(running.name()).append(running.alive() ? "" : " (ended)");
      text.append('\n').append(log.substring(Math.max(0, log.length() - LOG_TAIL)));
    }
    return text.append("\n===== client host\n").append(machine(clientHost())).toString();
  }

  /**
   * Addresses, routes and rules of a host, as {@code ip} tells them; counters and times left out.
   */
  static String machine(String host) {
    StringBuilder text = new StringBuilder();
    for (String what : List.of("address", "route", "rule")) {
      for (String family : List.of("-4", "-6")) {
        List<String> command = new ArrayList<>(List.of("ip", "-n", host, family, what, "show"));
        if (what.equals("route")) {
          command.addAll(List.of("table", "all"));
        }
        text.append(what).append(' ').append(family).append('\n');
        text.append(Shell.out(command.toArray(String[]::new)));
      }
    }
    return text.toString();
  }

  /** Stops everything registered, last first. */
  final void stopAll() {
    toShow.clear();
    stopAll(toStop);
  }

  private static void stopAll(Deque<Running> all) {
    List<AssertionError> stubborn = new ArrayList<>();
    while (!all.isEmpty()) {
      try {
        all.pop().close();
      } catch (AssertionError e) {
        stubborn.add(e);
      }
    }
    if (!stubborn.isEmpty()) {
      throw stubborn.getFirst();
    }
  }

  @Override
  public void close() throws IOException {
    try {
      stopAll(kept);
    } finally {
      removeHosts();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  private void removeHosts() {
    List.of(thirdHost(), serverHost(), clientHost()).forEach(Lab::removeHost);
  }

  private static void removeHost(String host) {
    Shell.tryOut("rm", "-rf", ETC.resolve(host).toString());
    if (!Files.exists(Path.of("/run/netns", host))) {
      return;
    }
    for (String pid : Shell.out("ip", "netns", "pids", host).lines().toList()) {
      ProcessHandle.of(Long.parseLong(pid.strip())).ifPresent(ProcessHandle::destroyForcibly);
    }
    Shell.tryOut("ip", "netns", "delete", host);
  }

  /** Namespaces of runs that were killed: their names hold the id of a process that is no more. */
  private static void removeLeftovers() {
    Path all = Path.of("/run/netns");
    if (!Files.isDirectory(all)) {
      return;
    }
    try (Stream<Path> hosts = Files.list(all)) {
      for (Path host : hosts.toList()) {
        String name = host.getFileName().toString();
        if (name.matches(PREFIX + "[0-9]+-[0-9]+-[scp]")) {
          String pid = name.substring(PREFIX.length()).replaceAll("-.*", "");
          if (ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
            removeHost(name);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path makeFolder(String name) {
    try {
      var everybodyMayEnter = PosixFilePermissions.fromString("rwxr-xr-x");
      Path folder = Files.createTempDirectory(name);
      return Files.setPosixFilePermissions(folder, everybodyMayEnter);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
