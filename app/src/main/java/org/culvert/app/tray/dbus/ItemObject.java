package org.culvert.app.tray.dbus;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.culvert.app.tray.TrayCommand;
import org.culvert.app.tray.TrayFace;
import org.culvert.app.tray.TraySign;
import org.culvert.app.ui.text.Texts;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.types.Variant;

/** The icon, as panels ask for it. */
final class ItemObject extends ReadOnlyProperties implements Item {
  private final Map<TraySign, List<Pixmap>> pixmaps = new EnumMap<>(TraySign.class);
  private final Supplier<TrayFace> face;
  private final Consumer<TrayCommand> chosen;

  /**
   * @param face what it shows at the moment
   * @param chosen called on threads of the bus
   */
  ItemObject(Supplier<TrayFace> face, Consumer<TrayCommand> chosen) {
    super("org.kde.StatusNotifierItem");
    this.face = face;
    this.chosen = chosen;
    for (TraySign sign : TraySign.values()) {
      pixmaps.put(sign, TraySign.SIZES.stream().map(size -> Pixmap.of(sign.image(size))).toList());
    }
  }

  @Override
  Map<String, Variant<?>> properties() {
    TrayFace now = face.get();
    Variant<?> icon =
        new Variant<>(pixmaps.getOrDefault(now.sign(), List.of()), Pixmap.LIST_SIGNATURE);
    Variant<?> none = new Variant<>(List.of(), Pixmap.LIST_SIGNATURE);
    Variant<?> noName = new Variant<>("");
    Map<String, Variant<?>> properties = new HashMap<>();
    properties.put("Category", new Variant<>("Communications"));
    properties.put("Id", new Variant<>("culvert"));
    properties.put("Title", new Variant<>(Texts.of("app.name")));
    properties.put("Status", new Variant<>(status(now)));
    properties.put("WindowId", new Variant<>(0));
    properties.put("IconThemePath", noName);
    properties.put("IconName", noName);
    properties.put("IconPixmap", icon);
    properties.put("OverlayIconName", noName);
    properties.put("OverlayIconPixmap", none);
    properties.put("AttentionIconName", noName);
    properties.put("AttentionIconPixmap", icon);
    properties.put("AttentionMovieName", noName);
    properties.put(
        "ToolTip", new Variant<>(ToolTip.of(Texts.of("app.name"), now.tip()), ToolTip.SIGNATURE));
    properties.put("ItemIsMenu", new Variant<>(false));
    properties.put("Menu", new Variant<>(new DBusPath(Menu.PATH)));
    return properties;
  }

  static String status(TrayFace face) {
    return face.attention() ? "NeedsAttention" : "Active";
  }

  @Override
  public String getObjectPath() {
    return Item.PATH;
  }

  @Override
  public void activate(int x, int y) {
    chosen.accept(new TrayCommand.Open());
  }

  @Override
  public void secondaryActivate(int x, int y) {
    chosen.accept(new TrayCommand.Open());
  }

  /** For panels that draw no menus; there is nothing else to draw it with. */
  @Override
  public void contextMenu(int x, int y) {
    chosen.accept(new TrayCommand.Open());
  }

  @Override
  public void scroll(int delta, String orientation) {}
}
