package org.culvert.app.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The demo as its script runs it: whoever ends the script ends all of it. */
@Tag("interop")
class DemoIT {
  private static final Duration START = Duration.ofSeconds(60);

  @RegisterExtension static final TestLab LAB = new TestLab();

  @Test
  void aTerminatedDemoInATerminalLeavesNothing() {
    endsWithNothingLeft("TERM", 143, Map.of(), "--no-window");
  }

  @Test
  void anInterruptedDemoInATerminalLeavesNothing() {
    endsWithNothingLeft("INT", 130, Map.of(), "--no-window");
  }

  @Test
  @Tag("ui")
  void aTerminatedDemoWithAWindowLeavesNothing() {
    endsWithNothingLeft("TERM", 143, Map.of("DISPLAY", System.getenv("DISPLAY")));
  }

  private static void endsWithNothingLeft(
      String signal, int status, Map<String, String> environment, String... options) {
    String before = Lab.machine(LAB.clientHost());
    List<String> namespaces = namespaces();
    Path temporary = LAB.newPath("tmp");
    Running demo = start(temporary, environment, options);
    demo.awaitOutput("demo: connected", START);
    String helper = helper(temporary);
    awaitTraffic(temporary);

    Shell.out("kill", "-" + signal, Long.toString(demo.pid()));

    assertEquals(status, demo.awaitEnd(Duration.ofSeconds(20)), demo::log);
    assertEquals(before, Lab.machine(LAB.clientHost()));
    assertEquals(namespaces, namespaces());
    assertEquals(List.of(), files(temporary), "files left behind");
    assertEquals(false, Files.exists(Path.of("/proc", helper)), "the helper still runs");
    assertEquals("", Shell.out("ip", "netns", "pids", LAB.clientHost()), "processes left behind");
  }

  /** Those of other labs come and go meanwhile. */
  private static List<String> namespaces() {
    return Shell.out("ip", "netns", "list").lines().filter(line -> !Lab.isHost(line)).toList();
  }

  /** Until packets went both ways, by what the demo server is known for. */
  private static void awaitTraffic(Path temporary) {
    String socket = files(temporary).getFirst().resolve("socket").toString();
    List<String> command =
        List.of(Lab.root().resolve("app/target/culvert").toString(), "status", "--json");
    Await.until(
        "packets went both ways",
        START,
        () -> {
          Json status =
              Json.parse(
                      Shell.run(
                              START,
                              Map.of("CULVERT_SOCKET", socket),
                              "",
                              Lab.on(LAB.clientHost(), command))
                          .orFail()
                          .out())
                  .list()
                  .getFirst();
          return status.text("cipher").equals("AES-256-GCM")
              && status.text("tls.version").equals("TLSv1.3")
              && status.text("remote.transport").equals("udp4")
              && status.number("bytesIn") > 100_000
              && status.number("bytesOut") > 1_000;
        });
    List.of("UDP over IPv4", "TLS 1.3", "tls-crypt", "AES-256-GCM", "certificate only")
        .forEach(Matrix::carriedByDemo);
  }

  private static Running start(Path temporary, Map<String, String> environment, String... options) {
    // Tests that were started in the background ignore interrupts, and so would what they start.
    List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
    command.add(Lab.root().resolve("culvert").toString());
    command.add("demo");
    command.addAll(List.of(options));
    Map<String, String> all = new java.util.HashMap<>(environment);
    all.put("TMPDIR", temporary.toString());
    all.put("HOME", temporary.resolveSibling(temporary.getFileName() + "-home").toString());
    Shell.out("mkdir", "-p", temporary.toString());
    Running demo =
        Running.start("demo", LAB.newPath("demo.log"), all, Lab.on(LAB.clientHost(), command));
    LAB.register(demo);
    return demo;
  }

  private static String helper(Path temporary) {
    try {
      return Files.readString(files(temporary).getFirst().resolve("pid")).strip();
    } catch (IOException e) {
      throw new AssertionError("no process id of a helper", e);
    }
  }

  /** What the demo made there; Java and JavaFX have habits of their own. */
  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().startsWith("culvert")).toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
