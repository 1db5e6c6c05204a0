/**
 * Our own engine: one thread carries packets out, one in. No packet is handed between threads, and
 * nothing is allocated for one.
 *
 * <p>Above: runner. Below: {@code path}'s ports and the core's data channel.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.helper.path.userspace;
