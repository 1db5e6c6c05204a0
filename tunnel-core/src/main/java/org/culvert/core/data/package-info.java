/**
 * The data channel: packets are cut where that was agreed, sealed and opened, replays refused. One
 * thread seals, one opens; keys are installed by a third, and change by epochs without anybody.
 * Allocates nothing per packet beyond what the cipher provider does.
 *
 * <p>Below: {@code wire} and {@code keys}.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.core.data;
