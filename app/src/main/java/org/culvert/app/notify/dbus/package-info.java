/**
 * Notifications of Linux desktops, by the Desktop Notifications Specification on the session's bus.
 * Above: {@code app.main}. Below: {@code notify}, {@code bus}, the D-Bus library.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.app.notify.dbus;
