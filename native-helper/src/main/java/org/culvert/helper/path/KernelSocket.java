package org.culvert.helper.path;

import java.net.InetSocketAddress;

/**
 * An open socket that the kernel can take packets from.
 *
 * @param descriptor its number in this process
 * @param tcp whether it is a TCP connection; else a UDP socket that has a port
 * @param remote the server
 * @param ipv6 whether it is an IPv6 socket
 */
public record KernelSocket(int descriptor, boolean tcp, InetSocketAddress remote, boolean ipv6) {}
