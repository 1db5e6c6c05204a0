package org.culvert.helper.runner;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.culvert.core.api.Secret;
import org.culvert.core.profile.TlsSettings;

/** TLS settings of a profile that says nothing but what is told here. */
final class TlsSample {
  private TlsSample() {}

  static TlsSettings of(Optional<String> key, Optional<Secret> passphrase) {
    return new TlsSettings(
        Optional.empty(),
        Optional.empty(),
        key.map(Secret::ofText),
        Optional.empty(),
        Optional.empty(),
        TlsSettings.PeerPurpose.SERVER,
        Optional.empty(),
        List.of(),
        TlsSettings.TlsVersion.TLS_1_2,
        TlsSettings.TlsVersion.TLS_1_3,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        passphrase,
        List.of(),
        Set.of());
  }
}
