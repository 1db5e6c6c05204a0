/**
 * A simulated network for protocol tests: time that only moves when told to, and a wire that loses,
 * doubles, reorders, delays and corrupts, the same way for the same seed. Knows datagrams as bytes
 * and parties as a deadline and a tick, and nothing of the protocol.
 *
 * <pre>{@code
 * SimClock clock = new SimClock();
 * SimWire wire = new SimWire(clock, seed).noise(Noise.none().losing(0.3).delaying(0, 2_000));
 * wire.client().onReceive(bytes -> client.step(clock.now(), datagram(bytes), outputs));
 * wire.server().onReceive(bytes -> peer.receive(clock.now(), bytes));
 * clock.party("client", client::nextDeadline, () -> client.step(clock.now(), tick(), outputs));
 * clock.party("server", peer::nextDeadline, () -> peer.tick(clock.now()));
 * clock.runUntil("connected", () -> outputs.connected(), Duration.ofMinutes(2));
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.culvert.core.sim;
