/** What the user can choose, as the window shows it. Above: the shell. Below: {@code settings}. */
@org.jspecify.annotations.NullMarked
package org.culvert.app.ui.settings;
