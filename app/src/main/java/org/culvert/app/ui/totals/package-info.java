/** What the selected profile carried, day by day. Above: the shell. Below: {@code app.totals}. */
@org.jspecify.annotations.NullMarked
package org.culvert.app.ui.totals;
