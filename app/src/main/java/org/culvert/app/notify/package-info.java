/**
 * What the desktop tells the user while nobody looks at the window. Above: the window and {@code
 * culvert watch}, which wire it. Below: the state and the view models' texts, and one adapter for
 * each kind of desktop ({@code notify.dbus}), which knows nothing but these values.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.app.notify;
