package org.culvert.helper.path.kernel;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * A peer's counters since it was attached.
 *
 * @param bytesIn payload that was opened and delivered, without pings, as are {@code packetsIn}
 * @param bytesOut payload handed over for sealing, without pings, as are {@code packetsOut}
 * @param linkBytesIn from opcode to tag of all packets of the peer, pings and forged ones too, as
 *     are {@code linkPacketsIn}
 * @param linkBytesOut from opcode to tag of all sealed packets, pings too, as are {@code
 *     linkPacketsOut}
 * @param remote where packets go; empty for TCP
 */
public record KernelStats(
    long bytesIn,
    long bytesOut,
    long packetsIn,
    long packetsOut,
    long linkBytesIn,
    long linkBytesOut,
    long linkPacketsIn,
    long linkPacketsOut,
    Optional<InetSocketAddress> remote) {}
