package org.culvert.core.session;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.culvert.core.keys.DataCipher;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeerInfoTest {
  @ParameterizedTest
  @CsvSource({"true, 6046", "false, 5526"})
  void theExporterAndItsTlsCryptArePromisedOnlyWhenTlsCanExport(boolean exporter, int proto) {
    String lines =
        new PeerInfo("0.0", "linux", true)
            .lines(List.of(DataCipher.AES_256_GCM), 1600, exporter, false, Map.of());
    assertTrue(lines.contains("\nIV_PROTO=" + proto + "\n"), lines);
  }
}
