/**
 * When the machine wakes up. Above: the window and {@code culvert watch}. Below: one adapter for
 * each system ({@code sleep.dbus}).
 */
@org.jspecify.annotations.NullMarked
package org.culvert.app.sleep;
