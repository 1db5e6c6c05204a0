/**
 * Words and numbers as the window shows them. Above: everything in the window. Below: the state.
 * Knows nothing of JavaFX.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.app.ui.text;
