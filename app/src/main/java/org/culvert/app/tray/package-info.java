/**
 * The icon in the desktop's tray: what it shows and what can be chosen from its menu, as values.
 * Above: the window, which wires it. Below: the view models' state and texts, and one adapter for
 * each kind of tray ({@code tray.dbus}, {@code tray.awt}), which know nothing but these values.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.app.tray;
