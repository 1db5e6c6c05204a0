package org.culvert.core.tls.bc;

import static org.culvert.core.tls.bc.TestPki.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.culvert.core.profile.TlsSettings.ServerName.Match;
import org.culvert.core.tls.TlsFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and revocation lists made to be taken for others. */
class NameAndListTest {
  private final TestPki.Issued ca = TestPki.selfSigned(TestPki.authority("Test CA"));

  private TlsPair connect(Settings client, TestPki.Issued server) {
    TestPki.Issued own = TestPki.issue(TestPki.client("client"), ca);
    return TlsPair.of(
            client.ca(ca.pem()).identity(own).build(),
            new Settings().ca(ca.pem()).identity(server).build())
        .run();
  }

  private TestPki.Issued named(String subject) {
    return TestPki.issue(TestPki.server("x").named(subject), ca);
  }

  private static Optional<Class<?>> failure(TlsPair pair) {
    return pair.client().failure().map(Object::getClass);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SUBJECT|ST=NA, CN=Server-1|ST=NA\\, CN\\=Server-1",
        "SUBJECT|ST=NA + CN=Server-1|ST=NA \\+ CN\\=Server-1",
        "SUBJECT|CN=Server_1|CN=Server\\011",
        "NAME|Server_1|CN=Server\\011",
        "NAME_PREFIX|Server_|CN=Server\\011",
      })
  void aNameThatOnlyLooksLikeTheWantedOneIsAnother(Match match, String wanted, String subject) {
    TlsPair pair = connect(new Settings().name(wanted, match), named(subject));
    assertEquals(Optional.of(TlsFailure.NameMismatch.class), failure(pair));
  }

  @Test
  void aCommaInANameIsJustAComma() {
    connect(
            new Settings().name("O=Acme, Inc., CN=Server-1", Match.SUBJECT),
            named("O=Acme\\, Inc.,CN=Server-1"))
        .assertConnected();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.5.29.27", "1.2.3.4"})
  void aListOfChangesOnlyOrWithUnknownDemandsRefusesAll(String extension) {
    String list =
        TestPki.revocationList(
            ca,
            ca.keys(),
            NOW.minus(Duration.ofDays(1)),
            NOW.plus(Duration.ofDays(1)),
            List.of(),
            Optional.of(extension));
    TlsPair pair = connect(new Settings().crl(list), named("CN=server"));
    assertEquals(Optional.of(TlsFailure.Protocol.class), failure(pair));
  }
}
