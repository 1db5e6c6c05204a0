package org.culvert.core.push;

import java.util.List;
import java.util.Set;

/**
 * What our peer info promised; a server that pushes more than that is refused.
 *
 * @param protocolFlags of {@link #CC_EXIT}, {@link #TLS_EKM}, {@link #DYN_TLS_CRYPT} and {@link
 *     #AEAD_EPOCH}
 * @param dataCiphers of {@code IV_CIPHERS} and of our options string, in upper case
 * @param decompression whether the profile lets a server compress
 */
public record Announced(
    Set<String> protocolFlags, List<String> dataCiphers, boolean decompression) {
  /** We can leave by a message on the control channel. */
  public static final String CC_EXIT = "cc-exit";

  /** We can take data keys from the TLS exporter. */
  public static final String TLS_EKM = "tls-ekm";

  /** We can wrap renegotiations with a key from the TLS exporter. */
  public static final String DYN_TLS_CRYPT = "dyn-tls-crypt";

  /** We can change keys by epochs. */
  public static final String AEAD_EPOCH = "aead-epoch";

  public Announced {
    protocolFlags = Set.copyOf(protocolFlags);
    dataCiphers = List.copyOf(dataCiphers);
  }
}
