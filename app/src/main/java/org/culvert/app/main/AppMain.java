package org.culvert.app.main;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.culvert.app.browser.Browser;
import org.culvert.app.browser.DesktopBrowser;
import org.culvert.app.cli.Cli;
import org.culvert.app.cli.CommandContext;
import org.culvert.app.cli.ConsolePrompt;
import org.culvert.app.cli.ReleaseVersion;
import org.culvert.app.cli.Window;
import org.culvert.app.client.HelperSocket;
import org.culvert.app.client.SocketHelperClient;
import org.culvert.app.diagnostics.Diagnostics;
import org.culvert.app.doctor.LocalFindings;
import org.culvert.app.files.UserFolders;
import org.culvert.app.keyring.Keyring;
import org.culvert.app.profiles.ProfileImporter;
import org.culvert.app.profiles.ProfileStore;
import org.culvert.app.totals.TotalsFile;
import org.culvert.app.totals.TotalsStore;
import org.culvert.app.tray.TrayDesktop;
import org.culvert.app.ui.shell.GuiContext;
import org.culvert.app.ui.shell.GuiLauncher;

/** Entry point of the command line and the window, with their wiring. */
public final class AppMain {
  private AppMain() {}

  /** Starts the command line, or the window without arguments. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  private static int run(String... args) {
    Map<String, String> environment = System.getenv();
    Clock clock = Clock.systemUTC();
    ProfileStore store =
        new ProfileStore(
            ProfileStore.folder(environment, System.getProperty("user.home", "/")), clock);
    String system = System.getProperty("os.name", "");
    Browser browser = new DesktopBrowser(environment);
    TrayDesktop tray = DesktopTray.of(system, environment);
    Keyring keyring = DesktopKeyring.of(system, environment);
    ProfileImporter importer = new ProfileImporter(store, clock);
    try (SocketHelperClient helper =
        new SocketHelperClient(HelperSocket.path(environment), "culvert")) {
      return new Cli(
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
                  new ConsolePrompt(),
                  browser,
                  new Window() {
                    @Override
                    public void open(Optional<Demo> demo) throws InterruptedException {
                      openWindow(
                          new GuiContext(
                              helper,
                              new StoreShelf(store, importer),
                              browser,
                              keyring,
                              tray,
                              new TotalsFile(
                                  TotalsFile.folder(
                                      environment, System.getProperty("user.home", "/")),
                                  clock),
                              new Diagnostics(
                                  helper,
                                  new LocalFindings(Path.of("/"), true, tray::shows),
                                  clock,
                                  ReleaseVersion.text(),
                                  Optional.of(
                                      UserFolders.config(
                                              environment, System.getProperty("user.home", "/"))
                                          .resolve("settings.json"))),
                              GuiContext.Options.NONE),
                          demo);
                    }

                    @Override
                    public boolean hasTray() {
                      return tray.shows();
                    }
                  }))
          .run(args);
    }
  }

  private static void openWindow(GuiContext usual, Optional<Window.Demo> demo)
      throws InterruptedException {
    GuiLauncher.launch(demo.map(shown -> showing(usual, shown)).orElse(usual));
  }

  /** The demo has no tray: it ends with its window. */
  private static GuiContext showing(GuiContext usual, Window.Demo demo) {
    return new GuiContext(
        usual.client(),
        new DemoShelf(usual.profiles(), demo),
        usual.browser(),
        usual.keyring(),
        TrayDesktop.NONE,
        TotalsStore.NONE,
        usual.diagnostics(),
        new GuiContext.Options(
            Optional.of(demo.name()),
            false,
            Optional.of(
                new GuiContext.Greeting(
                    "A demo server on this machine. A page through the tunnel:", demo.pageUrl())),
            usual.options().appearance()));
  }

  private static PrintWriter writer(FileDescriptor stream, String encoding) {
    return new PrintWriter(
        new FileOutputStream(stream), false, Charset.forName(encoding, Charset.defaultCharset()));
  }
}
