/**
 * How the desktop wants its programs to look. Above: the window. Below: one adapter for each kind
 * of desktop ({@code look.dbus}).
 */
@org.jspecify.annotations.NullMarked
package org.culvert.app.look;
