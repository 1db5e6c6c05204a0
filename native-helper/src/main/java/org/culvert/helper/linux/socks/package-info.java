/** UDP through the relay of a SOCKS proxy: a TCP connection and a UDP socket in one port. */
@org.jspecify.annotations.NullMarked
package org.culvert.helper.linux.socks;
