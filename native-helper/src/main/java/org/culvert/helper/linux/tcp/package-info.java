/**
 * TCP connections of Linux behind the path's {@code DatagramPort}: racing to connect, and packets
 * in a stream. Below it lies {@code linux.sys}.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.helper.linux.tcp;
