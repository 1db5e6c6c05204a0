/**
 * The server's role for one client, from the same parts as the client's: for {@code culvert demo},
 * for tests without a real server, and for benchmarks where a real one would be the bottleneck.
 *
 * <p>May use all of the core; nothing of the core uses it.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.core.demo;
