/**
 * Throughput and totals of the selected session. Above: the shell. Below: the app's state. The
 * chart draws without allocating.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.app.ui.stats;
