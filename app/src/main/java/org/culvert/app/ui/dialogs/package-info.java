/**
 * What lies over the window for a while: banners, sheets, the toast, the drop target. Above: the
 * shell. Below: the shared view parts.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.app.ui.dialogs;
