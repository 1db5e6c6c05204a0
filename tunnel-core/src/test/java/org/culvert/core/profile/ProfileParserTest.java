package org.culvert.core.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProfileParserTest {
  @Test
  void aPlainProfileIsReadWithoutAWord() {
    ProfileReport report = Samples.parse(Samples.good());

    assertEquals(List.of(), Samples.lines(report.findings()));
    Profile profile = report.profile().orElseThrow();
    assertEquals("vpn.example.com", profile.remotes().getFirst().host());
    assertTrue(profile.tls().privateKey().isPresent());
  }
}
