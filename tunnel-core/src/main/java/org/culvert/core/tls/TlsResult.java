package org.culvert.core.tls;

import java.util.Optional;

/**
 * A complete handshake. Exported keys are taken at its end, because that is the only moment the
 * library allows (wire reference 4.5).
 *
 * @param version for example {@code TLSv1.3}
 * @param cipherSuite IANA name
 * @param peer subject of the peer's certificate; empty text when it showed none
 * @param peerCertificateHash SHA-256 of its DER form, empty array when it showed none
 * @param exported empty for TLS 1.2 and older without the extended master secret (RFC 7627): what
 *     could be exported then need not belong to this session alone
 */
// The hash is handed over once and compared; a wrapper type would only copy it.
@SuppressWarnings("ArrayRecordComponent")
public record TlsResult(
    String version,
    String cipherSuite,
    String peer,
    byte[] peerCertificateHash,
    Optional<ExportedKeys> exported) {}
