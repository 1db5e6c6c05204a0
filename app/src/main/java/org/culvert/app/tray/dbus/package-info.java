/**
 * The tray of a Linux desktop, over the session's D-Bus: a {@code org.kde.StatusNotifierItem} with
 * a {@code com.canonical.dbusmenu}. The D-Bus library's threads call the exported objects; these
 * answer from values that {@link org.culvert.app.tray.dbus.BusTray} replaces whole.
 *
 * @see <a href="https://www.freedesktop.org/wiki/Specifications/StatusNotifierItem/">the
 *     specification, which names the interface org.freedesktop and desktops org.kde</a>
 */
@org.jspecify.annotations.NullMarked
package org.culvert.app.tray.dbus;
