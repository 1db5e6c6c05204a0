/**
 * The command line: arguments in, text or JSON and an exit status out. Knows no JavaFX; the window
 * is opened through a port.
 *
 * <p>Above: {@code app.main}. Below: {@code client}, {@code profiles}, and the messages of the
 * core.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.app.cli;
