/** The way to a file for whoever helps the user. Above: the shell. Below: the app's diagnostics. */
@org.jspecify.annotations.NullMarked
package org.culvert.app.ui.diagnostics;
