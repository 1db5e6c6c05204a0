package org.culvert.app.main;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.culvert.app.browser.Browser;
import org.culvert.app.browser.DesktopBrowser;
import org.culvert.app.cli.Cli;
import org.culvert.app.cli.CommandContext;
import org.culvert.app.cli.ConsolePrompt;
import org.culvert.app.cli.ConsoleTerminal;
import org.culvert.app.cli.ReleaseVersion;
import org.culvert.app.cli.Window;
import org.culvert.app.client.HelperSocket;
import org.culvert.app.client.SocketHelperClient;
import org.culvert.app.diagnostics.Diagnostics;
import org.culvert.app.doctor.LocalFindings;
import org.culvert.app.instance.OnlyWindow;
import org.culvert.app.keyring.Keyring;
import org.culvert.app.profiles.ProfileImporter;
import org.culvert.app.profiles.ProfileStore;
import org.culvert.app.settings.SettingsFile;
import org.culvert.app.totals.TotalsFile;
import org.culvert.app.tray.TrayDesktop;
import org.culvert.app.ui.fx.FxStart;
import org.culvert.app.ui.fx.FxStartException;
import org.culvert.app.ui.shell.Desktop;
import org.culvert.app.ui.shell.GuiContext;
import org.culvert.app.ui.shell.GuiLauncher;

/** Entry point of the command line and the window, with their wiring. */
public final class AppMain {
  /** What the build starts it with, see build/ClassCache.java; nobody else can. */
  private static final String REHEARSE = "--rehearse";

  private static final String REHEARSAL = "culvert.rehearsal";

  private static final String REHEARSED =
      "client\ndev tun\nremote vpn.example.com\npeer-fingerprint " + "00:".repeat(31) + "00\n";

  private AppMain() {}

  /** Starts the command line, or the window without arguments. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  private static int run(String... args) {
    Map<String, String> environment = System.getenv();
    try (FxStart javaFx = new FxStart()) {
      if (Cli.isJustTheWindow(args) && Window.isPossible(environment)) {
        javaFx.begin();
      }
      return run(environment, javaFx, args);
    }
  }

  private static int run(Map<String, String> environment, FxStart javaFx, String... args) {
    Clock clock = Clock.systemUTC();
    String home = System.getProperty("user.home", "/");
    ProfileStore store = new ProfileStore(ProfileStore.folder(environment, home), clock);
    String system = System.getProperty("os.name", "");
    Browser browser = new DesktopBrowser(environment);
    Keyring keyring = DesktopKeyring.of(system, environment);
    ProfileImporter importer = new ProfileImporter(store, clock);
    TrayDesktop tray = DesktopTray.of(system, environment);
    TotalsFile totals = new TotalsFile(TotalsFile.folder(environment, home), clock);
    SettingsFile settings = new SettingsFile(SettingsFile.folder(environment, home), clock);
    try (SocketHelperClient helper =
        new SocketHelperClient(HelperSocket.path(environment), "culvert")) {
      Desktop desktop = DesktopManners.of(system, environment, home, launcher());
      GuiContext window =
          new GuiContext(
              helper,
              new StoreShelf(store, importer, settings),
              browser,
              keyring,
              tray,
              totals,
              new Diagnostics(
                  helper,
                  new LocalFindings(Path.of("/"), true, tray::shows),
                  clock,
                  ReleaseVersion.text(),
                  Optional.of(settings.file())),
              settings,
              desktop,
              GuiContext.Options.NONE);
      Cli cli =
          new Cli(
              new CommandContext(
                  System.in,
                  writer(FileDescriptor.out, System.getProperty("stdout.encoding")),
                  writer(FileDescriptor.err, System.getProperty("stderr.encoding")),
                  environment,
                  clock,
                  helper,
                  store,
                  importer,
                  keyring,
                  settings,
                  desktop.autostart(),
                  desktop.notifications(),
                  desktop.sleep(),
                  totals,
                  new ConsolePrompt(),
                  new ConsoleTerminal(),
                  browser,
                  new DesktopWindow(javaFx, window, OnlyWindow.folder(environment, home))));
      return isRehearsal(args) ? rehearse(cli, javaFx, window, Path.of(args[1])) : cli.run(args);
    }
  }

  private static boolean isRehearsal(String... args) {
    return args.length == 2 && args[0].equals(REHEARSE) && Boolean.getBoolean(REHEARSAL);
  }

  /** Commands and a window, so that the class cache has what they take. */
  private static int rehearse(Cli cli, FxStart javaFx, GuiContext window, Path profile) {
    try {
      Files.writeString(profile, REHEARSED);
      cli.run("import", profile.toString());
      cli.run("status", "--json");
      GuiLauncher.rehearse(javaFx, window);
      return 0;
    } catch (IOException | FxStartException e) {
      return 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  /** The file that started this process, as the launchers of build and package say. */
  private static Optional<Path> launcher() {
    return Stream.of("jpackage.app-path", "culvert.launcher")
        .map(System::getProperty)
        .filter(Objects::nonNull)
        .map(Path::of)
        .findFirst();
  }

  private static PrintWriter writer(FileDescriptor stream, String encoding) {
    return new PrintWriter(
        new FileOutputStream(stream), false, Charset.forName(encoding, Charset.defaultCharset()));
  }
}
