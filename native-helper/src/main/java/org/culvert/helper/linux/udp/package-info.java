/** UDP sockets of Linux behind the path's {@code DatagramPort}. Below it lies {@code linux.sys}. */
@org.jspecify.annotations.NullMarked
package org.culvert.helper.linux.udp;
