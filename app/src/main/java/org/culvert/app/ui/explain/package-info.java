/** What the window knows for explaining problems. Above: the features. Below: app's state. */
@org.jspecify.annotations.NullMarked
package org.culvert.app.ui.explain;
