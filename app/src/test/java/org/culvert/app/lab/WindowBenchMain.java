package org.culvert.app.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.culvert.app.profiles.ProfileException;
import org.culvert.app.profiles.ProfileStore;
import org.culvert.app.tray.dbus.Panel;
import org.culvert.core.api.KnownSecrets;

/**
 * Measures the window: how soon it is there beside an empty one of JavaFX, with few and with many
 * profiles; how evenly it draws while one types; what it takes while a tunnel carries packets. Not
 * a test: it judges nothing. Arguments: rounds (5), minutes that the window is watched (10, once
 * seen and once hidden), and which parts (starts,visible,hidden,typing).
 */
final class WindowBenchMain {
  private static final int FEW = 10;
  private static final int MANY = 1000;

  private static final String PROFILE =
      "client\ndev tun\nremote vpn.example.com\npeer-fingerprint " + "00:".repeat(31) + "00\n";

  private final Lab lab;
  private final int rounds;
  private final Duration watched;
  private final Set<String> parts;

  private WindowBenchMain(Lab lab, int rounds, Duration watched, Set<String> parts) {
    this.lab = lab;
    this.rounds = rounds;
    this.watched = watched;
    this.parts = parts;
  }

  public static void main(String[] args) throws Exception {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
    int minutes = args.length > 1 ? Integer.parseInt(args[1]) : 10;
    Set<String> parts =
        Set.of((args.length > 2 ? args[2] : "starts,visible,hidden,typing").split(","));
    try (Lab lab = new Lab()) {
      lab.open();
      try {
        new WindowBenchMain(lab, rounds, Duration.ofMinutes(minutes), parts).run();
      } catch (AssertionError | IOException e) {
        throw new AssertionError(e.getMessage() + lab.story(), e);
      } finally {
        lab.stopAll();
      }
    }
    System.exit(0); // the toolkits have threads of their own
  }

  private void run() throws Exception {
    if (parts.contains("starts")) {
      starts();
    }
    if (parts.contains("visible") || parts.contains("hidden")) {
      watch();
    }
    if (parts.contains("typing")) {
      typing();
    }
  }

  private void starts() throws Exception {
    Path few = home(FEW);
    Path many = home(MANY);
    List<String> empty = empty(asDelivered());
    FirstPicture screen = new FirstPicture();
    Map<String, List<Double>> first = new LinkedHashMap<>();
    Map<String, List<Double>> whole = new LinkedHashMap<>();
    for (int round = 0; round <= rounds; round++) {
      Map<String, FirstPicture.Times> times = new LinkedHashMap<>();
      times.put("an empty window", screen.of("empty", lab.newPath("log"), Map.of(), empty));
      times.put("Culvert, 10 profiles", start(screen, few));
      times.put("Culvert, 1000 profiles", start(screen, many));
      if (round > 0) { // the first one only fills the machine's caches
        times.forEach(
            (name, time) -> {
              first.computeIfAbsent(name, _ -> new ArrayList<>()).add(time.first());
              whole.computeIfAbsent(name, _ -> new ArrayList<>()).add(time.whole());
            });
      }
    }
    print("ms to the first picture", first);
    print("ms to the whole picture", whole);
  }

  private FirstPicture.Times start(FirstPicture screen, Path home) {
    return screen.of(
        "culvert gui", lab.newPath("log"), environment(home, "", lab.newPath("none")), culvert());
  }

  private static void print(String title, Map<String, List<Double>> times) {
    System.out.printf("| %s | median | ÷ the row above |%n| --- | --- | --- |%n", title);
    double above = 0;
    for (var row : times.entrySet()) {
      double median = BenchFigures.median(row.getValue());
      String ratio = above > 0 ? String.format(Locale.ROOT, "%.2f", median / above) : "";
      double[] sorted = BenchFigures.sorted(row.getValue());
      System.out.printf(
          Locale.ROOT,
          "| %s | %.0f (%.0f–%.0f) | %s |%n",
          row.getKey(),
          median,
          sorted[0],
          sorted[sorted.length - 1],
          ratio);
      above = median;
    }
    System.out.println();
  }

  private void watch() throws Exception {
    Path home = home(FEW);
    try (Panel panel = new Panel(Files.createDirectory(home.resolve("desktop")))) {
      panel.awaitDrawn();
      OpenVpnServer server = BenchContender.openVpnServer(lab);
      HelperProcess helper = HelperProcess.start(lab);
      try (HelperSocket socket = HelperSocket.open(helper.socket())) {
        socket.millisToConnected("host1", server.profile());
      }
      BenchTunnel tunnel = new BenchTunnel(lab, helper.process());
      String bus = panel.session().getOrDefault("DBUS_SESSION_BUS_ADDRESS", "");
      Map<String, String> environment = environment(home, bus, helper.socket());
      System.out.println("| the window while 10 Mbit/s pass | CPU of one core, % | RSS, MB |");
      System.out.println("| --- | --- | --- |");
      if (parts.contains("visible")) {
        watch("visible", tunnel, environment, culvert());
      }
      if (parts.contains("hidden")) {
        List<String> hidden = new ArrayList<>(culvert());
        hidden.add("--hidden");
        watch("hidden in the tray", tunnel, environment, hidden);
      }
      System.out.println();
    }
  }

  /** In two halves, for what is compiled on the way is in the first. */
  private void watch(
      String title, BenchTunnel tunnel, Map<String, String> environment, List<String> command) {
    Running window =
        Running.start(
            "culvert gui", lab.newPath("gui.log"), environment, Lab.on(lab.clientHost(), command));
    try {
      carry(tunnel, Duration.ofSeconds(15)); // it starts
      for (String half : List.of("first", "second")) {
        Duration time = watched.dividedBy(2);
        double before = window.cpuSeconds();
        long start = System.nanoTime();
        carry(tunnel, time);
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
            Locale.ROOT,
            "| %s, %s %d s | %.2f | %.0f |%n",
            title,
            half,
            time.toSeconds(),
            100 * (window.cpuSeconds() - before) / seconds,
            window.residentMegabytes());
      }
    } finally {
      window.kill();
    }
  }

  private static void carry(BenchTunnel tunnel, Duration time) {
    tunnel.iperf(time, "-R", "-b", "10M", "-t", Long.toString(time.toSeconds()));
  }

  private static void typing() {
    List<String> command = javaLikeTheLaunchers();
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", TypingFrames.class.getName()));
    command.addAll(List.of(Integer.toString(FEW), Integer.toString(MANY)));
    System.out.print(Shell.run(Duration.ofMinutes(5), Map.of(), "", command).orFail().out());
  }

  /** A user's home with so many profiles. */
  private Path home(int profiles) throws IOException, ProfileException {
    Path home = Files.createDirectory(lab.newPath("home"));
    ProfileStore store =
        new ProfileStore(ProfileStore.folder(Map.of(), home.toString()), Clock.systemUTC());
    store.addAll(
        IntStream.range(0, profiles)
            .mapToObj(
                i ->
                    new ProfileStore.Draft(
                        "host" + i,
                        ProfileStore.IfTaken.REFUSE,
                        PROFILE,
                        KnownSecrets.NONE,
                        "vpn.example.com",
                        false))
            .toList());
    return home;
  }

  private static Map<String, String> environment(Path home, String bus, Path socket) {
    return Map.of(
        "HOME",
        home.toString(),
        "XDG_CONFIG_HOME",
        "",
        "XDG_DATA_HOME",
        "",
        "XDG_STATE_HOME",
        "",
        "XDG_RUNTIME_DIR",
        home.resolve("run").toString(),
        "DBUS_SESSION_BUS_ADDRESS",
        bus,
        "CULVERT_SOCKET",
        socket.toString());
  }

  private static List<String> culvert() {
    return List.of(target().resolve("culvert").toString(), "gui");
  }

  /** JavaFX's jars without the libraries that our build lays beside them. */
  private Path asDelivered() throws IOException {
    Path folder = Files.createDirectory(lab.newPath("javafx"));
    try (var jars = Files.newDirectoryStream(target().resolve("modules"), "javafx-*.jar")) {
      for (Path jar : jars) {
        Files.createSymbolicLink(folder.resolve(jar.getFileName()), jar);
      }
    }
    return folder;
  }

  private static Path target() {
    return Lab.root().resolve("app/target");
  }

  private static List<String> empty(Path javaFx) {
    List<String> command = javaLikeTheLaunchers();
    command.addAll(
        List.of(
            "--enable-native-access=javafx.graphics",
            "--module-path",
            javaFx.toString(),
            "--add-modules",
            "javafx.controls",
            "-cp",
            target().resolve("test-classes").toString(),
            EmptyWindow.class.getName()));
    return command;
  }

  /** With the launcher's own options, as far as they are no help of ours. */
  private static List<String> javaLikeTheLaunchers() {
    return new ArrayList<>(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-Xms48m",
            "-Xmn32m",
            "-XX:TieredStopAtLevel=1",
            "-Xmx256m"));
  }
}
