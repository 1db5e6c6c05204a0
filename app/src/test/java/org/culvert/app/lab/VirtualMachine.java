package org.culvert.app.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A run of a program in a virtual machine: a Debian tree on a newer kernel, emulated. The program
 * prints {@code MARK name value} for what it finds.
 */
final class VirtualMachine {
  /** The trees are made once for a machine, by downloading some hundred megabytes. */
  private static final Duration MAKING = Duration.ofMinutes(20);

  /** What kernel-tree ends with when the archive does not have the kernel, or not any more. */
  private static final int NOT_TO_BE_HAD = 3;

  private static final int LOG_TAIL = 30_000;
  private static final String MARK = "MARK ";

  private final Path folder;
  private final int status;

  private VirtualMachine(Path folder, int status) {
    this.folder = folder;
    this.status = status;
  }

  /**
   * Boots a machine with systemd, lets it run {@code folder/run} and waits for its end.
   *
   * @param limit from power-on to the end
   * @param packages of Debian sid, that the machine is to have beside systemd
   */
  static VirtualMachine run(Path folder, Duration limit, List<String> packages) {
    List<String> tree = new ArrayList<>(List.of("machine", "sid"));
    tree.addAll(List.of("systemd", "systemd-sysv", "libpam-systemd", "dbus", "polkitd", "kmod"));
    tree.addAll(List.of("iproute2", "iputils-ping", "procps"));
    tree.addAll(packages);
    return run(folder, limit, make("kernel-tree", List.of("sid")), make("debian-tree", tree));
  }

  /**
   * The same with the programs of this machine and without systemd: {@code folder/run} begins after
   * some seconds.
   *
   * @param kernel a suite of Debian, and a version of its kernels unless the newest is meant
   */
  static VirtualMachine plain(Path folder, Duration limit, List<String> kernel) {
    Shell.Result tree = tree("kernel-tree", kernel);
    return tree.exit() == NOT_TO_BE_HAD
        ? new VirtualMachine(folder, NOT_TO_BE_HAD)
        : run(folder, limit, tree.orFail().out().strip(), "/");
  }

  /** Whether there was nothing to run: the archive does not have the kernel. */
  boolean isNotToBeHad() {
    return status == NOT_TO_BE_HAD && !Files.exists(folder.resolve("status"));
  }

  private static VirtualMachine run(Path folder, Duration limit, String kernel, String tree) {
    Shell.Result result =
        Shell.run(
            limit.plusMinutes(1),
            Map.of("VM_SECONDS", Long.toString(limit.toSeconds())),
            "",
            List.of(script("vm"), kernel, tree, folder.toString()));
    return new VirtualMachine(folder, result.exit());
  }

  private static String make(String what, List<String> arguments) {
    return tree(what, arguments).orFail().out().strip();
  }

  private static Shell.Result tree(String what, List<String> arguments) {
    List<String> command = Stream.concat(Stream.of(script(what)), arguments.stream()).toList();
    return Shell.run(MAKING, Map.of(), "", command);
  }

  private static String script(String name) {
    return Lab.root().resolve("build/lab").resolve(name).toString();
  }

  /** What was found under a name; the whole story is in the message when it was not. */
  String mark(String name) {
    return marks(name).getFirst();
  }

  /** What was found under a name last; a question mark when nothing was. */
  String last(String name) {
    List<String> found = all(name);
    return found.isEmpty() ? "?" : found.getLast();
  }

  /** All that was found under a name, in order; at least one. */
  List<String> marks(String name) {
    List<String> found = all(name);
    if (found.isEmpty()) {
      throw new AssertionError("there is no mark " + name + story());
    }
    return found;
  }

  private List<String> all(String name) {
    return text("output")
        .lines()
        .filter(line -> line.startsWith(MARK + name + " "))
        .map(line -> line.substring(MARK.length() + name.length() + 1))
        .toList();
  }

  /** What the program and the machine said, for a message. */
  String story() {
    StringBuilder story =
        new StringBuilder("\n===== the machine ended with ").append(status).append('\n');
    for (String name : List.of("output", "journal", "serial")) {
      String text = text(name);
      story.append("===== ").append(name).append('\n');
      story.append(text.substring(Math.max(0, text.length() - LOG_TAIL))).append('\n');
    }
    return story.toString();
  }

  private String text(String name) {
    try {
      Path file = folder.resolve(name);
      return Files.exists(file)
          ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
          : "(nothing)";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
