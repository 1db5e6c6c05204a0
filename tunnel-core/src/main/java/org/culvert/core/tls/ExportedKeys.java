package org.culvert.core.tls;

import org.culvert.core.api.Secret;

/**
 * What a TLS session gave for other uses. Whoever does not use one wipes it.
 *
 * @param dataKeys 256 bytes of "EXPORTER-OpenVPN-datakeys"
 * @param dynamicTlsCrypt 256 bytes of "EXPORTER-OpenVPN-dynamic-tls-crypt"
 */
public record ExportedKeys(Secret dataKeys, Secret dynamicTlsCrypt) {
  /** Overwrites both; doing it twice is fine. */
  public void wipe() {
    dataKeys.wipe();
    dynamicTlsCrypt.wipe();
  }
}
