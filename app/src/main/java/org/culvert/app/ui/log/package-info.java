/** The log of the selected session. Above: the shell. Below: the app's state. */
@org.jspecify.annotations.NullMarked
package org.culvert.app.ui.log;
