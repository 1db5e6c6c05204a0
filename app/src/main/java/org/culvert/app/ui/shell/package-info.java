/**
 * The window: puts the features together, by hand. Above: the launchers. Below: every other package
 * of the window.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.app.ui.shell;
