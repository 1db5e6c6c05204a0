package org.culvert.core.tls.bc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.culvert.core.tls.TlsSetupException;
import org.junit.jupiter.api.Test;

class SubjectNameTest {
  private static SubjectName of(String subject) throws TlsSetupException {
    TestPki.Issued issued = TestPki.selfSigned(TestPki.server("x").named(subject));
    return SubjectName.of(Certificates.read(issued.pem(), "cert").getFirst());
  }

  @Test
  void attributesKeepTheCertificatesOrderAndOpenSslsShortNames() throws Exception {
    assertEquals(
        "C=KG, ST=NA, L=Bishkek, O=OpenVPN-TEST, CN=Server-1, emailAddress=me@host.example",
        of("C=KG,ST=NA,L=Bishkek,O=OpenVPN-TEST,CN=Server-1,E=me@host.example").text());
  }

  @Test
  void theLastCommonNameCounts() throws Exception {
    assertEquals(Optional.of("second"), of("CN=first,CN=second").commonName());
    assertEquals(Optional.empty(), of("O=nobody").commonName());
  }

  @Test
  void severalAttributesAtOnePlaceAreJoinedByPlus() throws Exception {
    assertEquals("O=Org, serialNumber=7 + CN=name", of("O=Org,CN=name+serialNumber=7").text());
  }

  @Test
  void controlCharactersBecomeUnderscoresAndLettersStay() throws Exception {
    assertEquals("CN=a_b_é", of("CN=a\\0Ab\\1Bé").text());
  }

  @Test
  void anUnknownAttributeIsShownByItsNumber() throws Exception {
    assertEquals("1.2.3.4=value, CN=x", of("1.2.3.4=value,CN=x").text());
  }
}
