/**
 * When the machine wakes up. Above: the window. Below: one adapter for each system ({@code
 * sleep.dbus}).
 */
@org.jspecify.annotations.NullMarked
package org.culvert.app.sleep;
