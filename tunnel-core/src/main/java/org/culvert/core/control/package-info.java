/**
 * The control channel of one key negotiation: resets, reliable delivery, TLS, the key exchange
 * message, and text messages after it. Both roles, no I/O.
 *
 * <p>Above: session and demo. Below: reliable, tls, wrap, keys, wire.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.core.control;
