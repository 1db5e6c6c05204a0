/**
 * How a Linux desktop looks, by its settings portal on the session's bus. Above: {@code app.main}.
 * Below: {@code look}, {@code bus}, the D-Bus library.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.app.look.dbus;
