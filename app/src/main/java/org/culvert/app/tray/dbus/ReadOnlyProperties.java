package org.culvert.app.tray.dbus;

import java.util.Map;
import org.freedesktop.dbus.errors.PropertyReadOnly;
import org.freedesktop.dbus.errors.UnknownProperty;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.types.Variant;

/** The properties of one interface of an object, which nobody else may set. */
abstract class ReadOnlyProperties implements Properties {
  private final String of;

  ReadOnlyProperties(String of) {
    this.of = of;
  }

  /** All of them, as they are now. */
  abstract Map<String, Variant<?>> properties();

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // Not ours: the library's.
  public <A> A Get(String of, String name) {
    Variant<?> value = GetAll(of).get(name);
    if (value == null) {
      throw new UnknownProperty("there is no property " + of + "." + name);
    }
    return (A) value;
  }

  @Override
  public <A> void Set(String of, String name, A value) {
    throw new PropertyReadOnly("the property " + of + "." + name + " can only be read");
  }

  @Override
  public Map<String, Variant<?>> GetAll(String ofWhich) {
    return ofWhich.equals(of) ? properties() : Map.of();
  }
}
