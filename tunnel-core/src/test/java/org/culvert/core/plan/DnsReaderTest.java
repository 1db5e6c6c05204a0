package org.culvert.core.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.culvert.core.plan.TunnelPlan.Dns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DnsReaderTest {
  private final Notes notes = new Notes();

  @ParameterizedTest
  @CsvSource({
    "dhcp-option DNS 10.8.0.1; dhcp-option DNS6 fd00::1; dhcp-option DNS6 10.8.0.3, "
        + "10.8.0.1 fd00:0:0:0:0:0:0:1 10.8.0.3, ''",
    "dhcp-option DNS 10.8.0.1; dhcp-option DNS 10.8.0.1, 10.8.0.1, ''",
    "dhcp-option DOMAIN a.example; dhcp-option DOMAIN-SEARCH b.example., '', a.example b.example",
    "dns server 0 address 10.8.0.1 10.8.0.2; dns search-domains a b.c, 10.8.0.1 10.8.0.2, a b.c",
    "dns server 5 address 10.0.0.5; dns server 2 address 10.0.0.2, 10.0.0.2, ''",
    "dns server 0 address 10.8.0.1; dhcp-option DNS 10.9.9.9; dhcp-option DOMAIN x, 10.8.0.1, ''",
    "dns search-domains a; dhcp-option DNS 10.8.0.1; dhcp-option DOMAIN b, 10.8.0.1, a b",
    "dns server 0 address 10.0.0.1:53, 10.0.0.1, ''",
    "dns server 0 address [fd00::1]:53 [fd00::2], fd00:0:0:0:0:0:0:1 fd00:0:0:0:0:0:0:2, ''",
    "dns server 0 address 10.0.0.1:853; dns server 1 address 10.0.0.2, 10.0.0.2, ''",
    "dns server 0 address 10.0.0.1; dns server 0 transport DoT; dns server 1 address 10.0.0.2, "
        + "10.0.0.2, ''",
    "dns server 0 address 10.0.0.1; dns server 0 dnssec yes; dns server 1 address 10.0.0.2, "
        + "10.0.0.2, ''",
    "dns server 0 address 10.0.0.1; dns server 0 transport plain; dns server 0 dnssec no, "
        + "10.0.0.1, ''",
    "dns server 0 dnssec no; dhcp-option DNS 10.0.0.9, 10.0.0.9, ''",
  })
  void readsResolversAndDomains(String pushed, String servers, String domains) {
    Dns dns = read("", pushed);
    assertEquals(
        servers,
        String.join(" ", dns.servers().stream().map(InetAddress::getHostAddress).toList()));
    assertEquals(domains, String.join(" ", dns.searchDomains()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dhcp-option DNS",
        "dhcp-option DNS resolver.example",
        "dhcp-option DNS 127.0.0.53",
        "dhcp-option DNS 0.0.0.0",
        "dhcp-option DNS 224.0.0.251",
        "dhcp-option DNS 169.254.1.1",
        "dhcp-option DNS6 fe80::1",
        "dhcp-option DNS6 ::1",
        "dhcp-option DOMAIN",
        "dhcp-option DOMAIN $(reboot)",
        "dhcp-option DOMAIN a|b",
        "dhcp-option DOMAIN a..b",
        "dhcp-option DOMAIN -x",
        "dhcp-option PROXY_HTTP 10.0.0.1 8080",
        "dhcp-option",
        "dns",
        "dns server",
        "dns server 0",
        "dns server 128 address 10.0.0.1",
        "dns server -1 address 10.0.0.1",
        "dns server x address 10.0.0.1",
        "dns search-domains `id`",
        "dns frob a",
      })
  void aPushedValueThatIsNoneIsLeftOutAndNoted(String option) {
    assertEquals(Dns.NONE, read("", option));
    assertFalse(notes.sentences().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.1:0",
        "10.0.0.1:65536",
        "10.0.0.1:",
        "[fd00::1",
        "[fd00::1]x",
        "[10.0.0.1]",
        "[]",
        ":",
        "::1",
        "fd00::1:::",
      })
  void aMalformedAddressMakesTheServerUseless(String address) {
    assertEquals(Dns.NONE, read("", "dns server 0 address " + address));
  }

  @Test
  void aPushedServerReplacesTheProfilesOfTheSamePriority() {
    Dns dns = read("dns server 1 address 10.0.0.1", "dns server 1 address 10.0.0.2");
    assertEquals(List.of(InetAddress.ofLiteral("10.0.0.2")), dns.servers());
  }

  @Test
  void theProfileCanPutItsServerBeforeAllPushedOnes() {
    Dns dns = read("dns server -5 address 10.0.0.1", "dns server 0 address 10.0.0.2");
    assertEquals(List.of(InetAddress.ofLiteral("10.0.0.1")), dns.servers());
  }

  @Test
  void theNumberOfValuesIsBounded() {
    StringBuilder options = new StringBuilder();
    for (int i = 1; i < 200; i++) {
      options.append("dhcp-option DNS 10.0.0.").append(i).append(';');
      options.append("dhcp-option DOMAIN d").append(i).append(';');
    }
    Dns dns = read("", options.toString());
    assertEquals(16, dns.servers().size());
    assertEquals(32, dns.searchDomains().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"example.org", "a", "_dmarc.a-b.c", "münchen.example", "EXAMPLE"})
  void takesDomains(String name) {
    assertEquals(Optional.of(name), DomainText.parse(name));
  }

  @Test
  void lengthsOfDomainsAreBounded() {
    String label = "a".repeat(63);
    assertEquals(Optional.of(label), DomainText.parse(label));
    assertEquals(Optional.empty(), DomainText.parse(label + "a"));
    String name = label + "." + label + "." + label + "." + "a".repeat(61);
    assertEquals(253, name.length());
    assertEquals(Optional.of(name), DomainText.parse(name));
    assertEquals(Optional.empty(), DomainText.parse(name + "a"));
  }

  @Property
  void aDomainHasNothingThatAShellKnows(@ForAll String text) {
    DomainText.parse(text)
        .ifPresent(
            name ->
                assertFalse(
                    Pattern.compile("[\\p{Cntrl}\\s$`;|&<>()'\"\\\\/]").matcher(name).find()));
  }

  private Dns read(String profile, String pushed) {
    return new DnsReader(notes).read(new NetworkLines(words(profile), words(pushed)));
  }

  private static List<List<String>> words(String options) {
    return Pattern.compile(";")
        .splitAsStream(options)
        .map(String::strip)
        .filter(option -> !option.isEmpty())
        .map(option -> List.of(option.split(" ", -1)))
        .toList();
  }
}
