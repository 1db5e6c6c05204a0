/**
 * Shows a web page to the user, outside of Culvert. Above: command line and window. Below: the
 * desktop's opener.
 */
@NullMarked
package org.culvert.app.browser;

import org.jspecify.annotations.NullMarked;
