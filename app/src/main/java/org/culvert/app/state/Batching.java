package org.culvert.app.state;

/**
 * What the system calls of a userspace path move.
 *
 * @param perCallIn packets a call, on average over the last seconds in which there were any; {@code
 *     perCallOut} alike, 0 for none so far
 * @param largestIn bytes of the largest superpacket of the connection; {@code largestOut} alike
 */
public record Batching(double perCallIn, double perCallOut, long largestIn, long largestOut) {}
