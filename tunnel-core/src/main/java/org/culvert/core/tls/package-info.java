/**
 * The TLS session of one key negotiation as a port: records in and out, key exporters. Knows
 * nothing of packets or of a TLS library.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.core.tls;
