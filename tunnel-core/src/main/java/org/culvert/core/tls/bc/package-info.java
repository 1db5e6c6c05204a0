/**
 * Bouncy Castle's TLS behind the port {@link org.culvert.core.tls}: the client, the server of the
 * demo peer, and every judgement about certificates. The cryptography itself comes from the JDK's
 * providers; nothing is registered globally.
 *
 * <p>Above: whoever wires a session or the demo peer. Below: {@code tls}, {@code profile}, {@code
 * api}. No type of Bouncy Castle leaves this package.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.core.tls.bc;
