package org.culvert.app.main;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.culvert.app.browser.Browser;
import org.culvert.app.browser.DesktopBrowser;
import org.culvert.app.cli.Cli;
import org.culvert.app.cli.CommandContext;
import org.culvert.app.cli.ConsolePrompt;
import org.culvert.app.cli.Window;
import org.culvert.app.client.HelperClient;
import org.culvert.app.client.HelperSocket;
import org.culvert.app.client.SocketHelperClient;
import org.culvert.app.profiles.ProfileImporter;
import org.culvert.app.profiles.ProfileStore;
import org.culvert.app.ui.profiles.ProfileShelf;
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
    Browser browser = new DesktopBrowser(environment);
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
                  new ConsolePrompt(),
                  browser,
                  demo -> openWindow(helper, new StoreShelf(store, importer), browser, demo)))
          .run(args);
    }
  }

  private static void openWindow(
      HelperClient helper, ProfileShelf shelf, Browser browser, Optional<Window.Demo> demo)
      throws InterruptedException {
    GuiContext.Options none = GuiContext.Options.NONE;
    GuiLauncher.launch(
        demo.map(
                shown ->
                    new GuiContext(
                        helper,
                        new DemoShelf(shelf, shown),
                        browser,
                        new GuiContext.Options(
                            Optional.of(shown.name()),
                            false,
                            Optional.of(
                                new GuiContext.Greeting(
                                    "A demo server on this machine. A page through the tunnel:",
                                    shown.pageUrl())),
                            none.appearance())))
            .orElseGet(() -> new GuiContext(helper, shelf, browser, none)));
  }

  private static PrintWriter writer(FileDescriptor stream, String encoding) {
    return new PrintWriter(
        new FileOutputStream(stream), false, Charset.forName(encoding, Charset.defaultCharset()));
  }
}
