package org.culvert.helper.linux.tcp;

import java.net.InetSocketAddress;
import java.util.OptionalInt;
import org.culvert.helper.linux.sys.TcpSocket;

/**
 * A connection that stands; who has it closes its socket.
 *
 * @param remote the server, or the proxy in front of it
 * @param rest what the server said while a proxy was still talked to
 * @param relay the port of the proxy's relay, when it was asked for one
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record Connected(
    InetSocketAddress remote, TcpSocket socket, byte[] rest, OptionalInt relay) {}
