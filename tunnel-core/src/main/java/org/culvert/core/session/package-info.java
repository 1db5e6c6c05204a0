/**
 * The client's side of one connection attempt: inputs and the time go in; datagrams, keys, a plan,
 * events and the next deadline come out. Opens nothing, starts nothing, reads no clock.
 *
 * <p>Above: the helper's session runner, and the tests' simulated wire. Below: control, push, plan,
 * keys, profile, api.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.core.session;
