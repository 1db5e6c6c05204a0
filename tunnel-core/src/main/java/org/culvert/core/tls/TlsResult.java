package org.culvert.core.tls;

import org.culvert.core.api.Secret;

/**
 * A complete handshake. Exported keys are taken at its end, because that is the only moment the
 * library allows (wire reference 4.5); whoever does not use one wipes it.
 *
 * @param version for example {@code TLSv1.3}
 * @param cipherSuite IANA name
 * @param peer subject of the peer's certificate; empty text when it showed none
 * @param peerCertificateHash SHA-256 of its DER form, empty array when it showed none
 * @param dataKeys 256 bytes of "EXPORTER-OpenVPN-datakeys"
 * @param dynamicTlsCrypt 256 bytes of "EXPORTER-OpenVPN-dynamic-tls-crypt"
 */
// The hash is handed over once and compared; a wrapper type would only copy it.
@SuppressWarnings("ArrayRecordComponent")
public record TlsResult(
    String version,
    String cipherSuite,
    String peer,
    byte[] peerCertificateHash,
    Secret dataKeys,
    Secret dynamicTlsCrypt) {}
