/** The trays of Windows and macOS, by AWT. Loaded only there. */
@org.jspecify.annotations.NullMarked
package org.culvert.app.tray.awt;
