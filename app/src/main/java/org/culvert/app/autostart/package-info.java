/**
 * Whether the desktop starts Culvert with the session. Above: the window, and {@code app.main},
 * which knows what would be started. Below: {@code files}.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.app.autostart;
