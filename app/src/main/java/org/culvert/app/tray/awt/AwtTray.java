package org.culvert.app.tray.awt;

import java.awt.AWTException;
import java.awt.CheckboxMenuItem;
import java.awt.EventQueue;
import java.awt.MenuItem;
import java.awt.PopupMenu;
import java.awt.SystemTray;
import java.awt.TrayIcon;
import java.awt.image.BaseMultiResolutionImage;
import java.awt.image.BufferedImage;
import java.util.List;
import org.culvert.app.tray.MenuEntry;
import org.culvert.app.tray.Tray;
import org.culvert.app.tray.TrayCommand;
import org.culvert.app.tray.TrayFace;
import org.culvert.app.tray.TrayListener;
import org.culvert.app.tray.TraySign;

/** One icon in AWT's tray. What it shows is changed on AWT's thread. */
final class AwtTray implements Tray {
  private final SystemTray desktop;
  private final TrayListener listener;
  private final TrayIcon icon;

  /** As the icon has it. Belongs to AWT's thread once the icon is shown. */
  private List<MenuEntry> menu;

  AwtTray(SystemTray desktop, TrayFace face, TrayListener listener) {
    this.desktop = desktop;
    this.listener = listener;
    menu = face.menu();
    icon = new TrayIcon(image(face.sign()), tip(face), popup());
    icon.setImageAutoSize(true);
    icon.addActionListener(_ -> listener.chosen(new TrayCommand.Open()));
  }

  void add() throws AWTException {
    desktop.add(icon);
  }

  @Override
  public void show(TrayFace face) {
    EventQueue.invokeLater(
        () -> {
          icon.setImage(image(face.sign()));
          icon.setToolTip(tip(face));
          // An open menu that is replaced is gone, and the tip changes every few seconds.
          if (!face.menu().equals(menu)) {
            menu = face.menu();
            icon.setPopupMenu(popup());
          }
        });
  }

  @Override
  public void close() {
    EventQueue.invokeLater(() -> desktop.remove(icon));
  }

  private static BaseMultiResolutionImage image(TraySign sign) {
    return new BaseMultiResolutionImage(
        TraySign.SIZES.stream().map(sign::image).toArray(BufferedImage[]::new));
  }

  private static String tip(TrayFace face) {
    return String.join("\n", face.tip());
  }

  private PopupMenu popup() {
    PopupMenu popup = new PopupMenu();
    for (MenuEntry entry : menu) {
      switch (entry) {
        case MenuEntry.Choice choice -> popup.add(item(choice));
        case MenuEntry.Separator _ -> popup.addSeparator();
      }
    }
    return popup;
  }

  private MenuItem item(MenuEntry.Choice choice) {
    MenuItem item;
    if (choice.mark() == MenuEntry.Mark.NONE) {
      item = new MenuItem(choice.label());
      item.addActionListener(_ -> listener.chosen(choice.command()));
    } else {
      boolean on = choice.mark() == MenuEntry.Mark.ON;
      CheckboxMenuItem box = new CheckboxMenuItem(choice.label(), on);
      box.addItemListener(
          _ -> {
            box.setState(on); // until the session is what was chosen, if it ever is
            listener.chosen(choice.command());
          });
      item = box;
    }
    item.setEnabled(choice.possible());
    return item;
  }
}
