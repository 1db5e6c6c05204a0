/**
 * The window's icons as a font.
 *
 * <p>Above: Ikonli, which asks for them by the names that views have. Below: nothing.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.app.ui.icons;
