package org.culvert.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.culvert.app.keyring.FakeKeyring;
import org.culvert.app.notify.Message;
import org.culvert.app.notify.Notifier;
import org.culvert.app.profiles.ProfileImporter;
import org.culvert.app.profiles.ProfileStore;
import org.culvert.app.settings.SettingsFile;
import org.culvert.app.totals.TotalsFile;
import org.culvert.core.api.KnownSecrets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The commands over a helper that does what the test says, with one stored profile. */
abstract class CliFixture {
  static final String GOOD =
      "client\ndev tun\nremote vpn.example.org 1194 udp\npeer-fingerprint "
          + "00:".repeat(31)
          + "00\n";
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

  @TempDir Path folder = Path.of("");

  final FakeKeyring keyring = new FakeKeyring();
  final FakeHelper helper = new FakeHelper();
  final StringWriter out = new StringWriter();
  final StringWriter err = new StringWriter();
  Prompt prompt = Prompt.NOBODY;
  final FakeTerminal terminal = new FakeTerminal();
  final List<String> pages = new ArrayList<>();
  String input = "";
  Map<String, String> environment = Map.of();
  boolean closedOutput;
  final List<Window.Wish> windows = new ArrayList<>();
  boolean tray;
  Supplier<HttpClient.Builder> web = HttpClient::newBuilder;
  ProfileStore store = new ProfileStore(Path.of(""), CLOCK);

  SettingsFile settings = new SettingsFile(Path.of(""), CLOCK);
  final FakeAutostart autostart = new FakeAutostart();
  final List<Message> told = new CopyOnWriteArrayList<>();
  final List<Runnable> sleepers = new CopyOnWriteArrayList<>();
  volatile boolean windowRuns;
  TotalsFile totals = new TotalsFile(Path.of(""), CLOCK);

  @BeforeEach
  void storeOneProfile() throws Exception {
    settings = new SettingsFile(folder.resolve("config"), CLOCK);
    totals = new TotalsFile(folder.resolve("state"), CLOCK);
    environment = Map.of("HOME", folder.toString());
    store = new ProfileStore(folder.resolve("profiles"), CLOCK);
    store.add(
        new ProfileStore.Draft(
            "office",
            ProfileStore.IfTaken.REFUSE,
            "client\n",
            KnownSecrets.NONE,
            "vpn.example.org:1194",
            true));
  }

  int run(String... args) {
    return new Cli(context()).run(args);
  }

  /** A command that goes on, in a thread of its own; ends with it when that is interrupted. */
  Thread start(String... args) {
    return Thread.ofPlatform().start(() -> run(args));
  }

  /** Waits for what another thread does; the test's own time limit ends it. */
  static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      Thread.sleep(10);
    }
  }

  CommandContext context() {
    return new CommandContext(
        new ByteArrayInputStream(input.getBytes(UTF_8)),
        new PrintWriter(closedOutput ? Writers.closed() : out),
        new PrintWriter(err),
        environment,
        CLOCK,
        helper,
        store,
        new ProfileImporter(store, CLOCK, web),
        keyring,
        settings,
        autostart,
        _ -> new FakeNotifier(told),
        woke -> {
          sleepers.add(woke);
          return () -> sleepers.remove(woke);
        },
        totals,
        prompt,
        terminal,
        page -> pages.add(page.text()),
        new Window() {
          @Override
          public void open(Wish wish) {
            windows.add(wish);
          }

          @Override
          public boolean hasTray() {
            return tray;
          }

          @Override
          public boolean runs() {
            return windowRuns;
          }
        });
  }

  /** Keeps what it is to tell. */
  private record FakeNotifier(List<Message> told) implements Notifier {
    @Override
    public void tell(Message message) {
      told.add(message);
    }

    @Override
    public void withdraw(String profile) {}

    @Override
    public void withdraw() {}

    @Override
    public void close() {}
  }
}
