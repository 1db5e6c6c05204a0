/**
 * The data channel: packets are sealed and opened, replays refused. One thread seals, one opens;
 * keys are installed by a third. Allocates nothing per packet beyond what the cipher provider does.
 *
 * <p>Below: {@code wire} and {@code keys}.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.core.data;
