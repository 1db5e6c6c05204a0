package org.culvert.app.tray.dbus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.culvert.app.tray.MenuEntry;
import org.culvert.app.tray.Tray;
import org.culvert.app.tray.TrayCommand;
import org.culvert.app.tray.TrayFace;
import org.culvert.app.tray.TrayListener;
import org.culvert.app.tray.TraySign;
import org.culvert.app.tray.awt.AwtTrays;

/**
 * AWT's tray with one profile, which is connected as soon as it is chosen. A program of its own,
 * for AWT takes its display from the environment, once. Argument: a file that gets a line for all
 * that the tray says.
 */
final class AwtTrayProgram {
  private AwtTrayProgram() {}

  public static void main(String[] args) throws InterruptedException {
    Path said = Path.of(args[0]);
    BlockingQueue<TrayCommand> chosen = new LinkedBlockingQueue<>();
    Tray tray =
        new AwtTrays()
            .open(
                face(false),
                new TrayListener() {
                  @Override
                  public void chosen(TrayCommand command) {
                    say(said, command.toString());
                    chosen.add(command);
                  }

                  @Override
                  public void present(boolean isPresent) {
                    say(said, "present " + isPresent);
                  }
                });
    for (TrayCommand next = chosen.take();
        !(next instanceof TrayCommand.Quit);
        next = chosen.take()) {
      if (!(next instanceof TrayCommand.Open)) {
        tray.show(face(next instanceof TrayCommand.Connect));
      }
    }
    tray.close();
  }

  private static TrayFace face(boolean on) {
    return new TrayFace(
        on ? TraySign.ON : TraySign.OFF,
        false,
        List.of(on ? "Office: connected" : "Culvert"),
        List.of(
            new MenuEntry.Choice(
                "Office",
                on ? MenuEntry.Mark.ON : MenuEntry.Mark.OFF,
                true,
                on ? new TrayCommand.Disconnect("Office") : new TrayCommand.Connect("Office")),
            new MenuEntry.Separator(),
            new MenuEntry.Choice("Unblock", MenuEntry.Mark.NONE, false, new TrayCommand.Unblock()),
            new MenuEntry.Choice("Quit", MenuEntry.Mark.NONE, true, new TrayCommand.Quit())));
  }

  private static void say(Path said, String line) {
    try {
      Files.writeString(said, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
