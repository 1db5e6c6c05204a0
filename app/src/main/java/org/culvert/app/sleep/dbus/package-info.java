/**
 * When a Linux machine wakes up, by logind on the machine's bus. Above: {@code app.main}. Below:
 * {@code sleep}, {@code bus}, the D-Bus library.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.app.sleep.dbus;
