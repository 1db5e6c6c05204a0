/**
 * The local socket: the only door into the privileged process. Everything that comes in is
 * untrusted.
 *
 * <p>Who may open it: every user of the machine. The kernel says who is calling ({@code
 * SO_PEERCRED}), and with that {@code helper.policy} and the registry show each user their own
 * sessions and nothing else.
 *
 * <p>What is bounded, and what happens beyond: connections of one user and in all (closed at once),
 * time until the hello and for one line (closed), length of a line (closed), nesting and fields of
 * a message (refused), calls under way on one connection (the next is not read before one is
 * answered), lines not yet read by a client (the client is dropped, its sessions are not).
 *
 * <p>Above: the wiring in {@code helper.main}. Below: {@code runner}, {@code policy}, and the JSON
 * of the core.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.helper.socket;
