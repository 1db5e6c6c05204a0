/**
 * Throughput and totals of the selected session. Above: the shell. Below: the app's state. The
 * chart is drawn at most once a second, and only where somebody sees it.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.app.ui.stats;
