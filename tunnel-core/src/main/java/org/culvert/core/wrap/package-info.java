/**
 * What protects control packets before TLS does: nothing, tls-auth, tls-crypt and the key derived
 * from a session for its renegotiations (wire reference 3). Owns the replay ids of both directions.
 *
 * <p>Below: {@code wire} for the packets, {@code profile} for the static keys. Above: {@code
 * control}.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.core.wrap;
