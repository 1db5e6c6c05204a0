/** What the user can choose. Above: the window. Below: nothing of ours. */
@org.jspecify.annotations.NullMarked
package org.culvert.app.settings;
