package org.culvert.core.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DnsReaderTest {
  private final Notes notes = new Notes();

  @ParameterizedTest
  @CsvSource({
    "dhcp-option DNS 10.8.0.1; dhcp-option DNS6 fd00::1; dhcp-option DNS6 10.8.0.3, "
        + "10.8.0.1 fd00::1 10.8.0.3, ''",
    "dhcp-option DNS 10.8.0.1; dhcp-option DNS 10.8.0.1, 10.8.0.1, ''",
    "dhcp-option DOMAIN a.example; dhcp-option DOMAIN-SEARCH b.example., '', a.example b.example",
    "dhcp-option ADAPTER_DOMAIN_SUFFIX a.example, '', a.example",
    "dhcp-option DNS 10.8.0.1; dhcp-option DOMAIN-ROUTE a.b; dhcp-option DOMAIN-ROUTE c, "
        + "10.8.0.1 for a.b c, ''",
    "dhcp-option DNS 10.8.0.1; dhcp-option DOMAIN-ROUTE a.b; dhcp-option DOMAIN-ROUTE ., "
        + "10.8.0.1, ''",
    "dhcp-option DNS 10.8.0.1; dhcp-option DNSSEC yes; dhcp-option DNS-OVER-TLS yes, "
        + "10.8.0.1 dnssec YES over TLS, ''",
    "dhcp-option DNS 10.8.0.1; dhcp-option DNSSEC allow-downgrade, 10.8.0.1 dnssec OPTIONAL, ''",
    "dns server 0 address 10.8.0.1 10.8.0.2; dns search-domains a b.c, 10.8.0.1 10.8.0.2, a b.c",
    "dns server 5 address 10.0.0.5; dns server 2 address 10.0.0.2, 10.0.0.2 | 10.0.0.5, ''",
    "dns server 0 address 10.8.0.1; dhcp-option DNS 10.9.9.9; dhcp-option DOMAIN x, 10.8.0.1, ''",
    "dns search-domains a; dhcp-option DNS 10.8.0.1; dhcp-option DOMAIN b, 10.8.0.1, a b",
    "dns server 0 address 10.0.0.1:53, 10.0.0.1:53, ''",
    "dns server 0 address [fd00::1]:53 [fd00::2], [fd00::1]:53 fd00::2, ''",
    "dns server 0 address 10.0.0.1; dns server 0 resolve-domains a.example b.example, "
        + "10.0.0.1 for a.example b.example, ''",
    "dns server 0 address 10.0.0.1; dns server 0 resolve-domains ., 10.0.0.1, ''",
    "dns server 0 address 10.0.0.1:853; dns server 0 transport DoT; dns server 0 sni dns.example, "
        + "10.0.0.1:853 over TLS as dns.example, ''",
    "dns server 0 address 10.0.0.1; dns server 0 dnssec optional, 10.0.0.1 dnssec OPTIONAL, ''",
    "dns server 0 address 10.0.0.1; dns server 0 transport plain; dns server 0 dnssec no, "
        + "10.0.0.1 dnssec NO, ''",
    "dns server 0 address 10.0.0.1; dns server 0 transport DoH; dns server 1 address 10.0.0.2, "
        + "10.0.0.2, ''",
    "dns server 0 address 10.0.0.1; dns server 0 resolve-domains -x; dns server 1 address 10.0.0.2, "
        + "10.0.0.2, ''",
    "dns server 0 dnssec no; dhcp-option DNS 10.0.0.9, 10.0.0.9, ''",
    "redirect-dns; dhcp-option DNS 10.8.0.1; dhcp-option DOMAIN-ROUTE a.b, 10.8.0.1, ''",
    "dns server 0 address 10.0.0.1; dns server 0 resolve-domains a.b; redirect-dns, 10.0.0.1, ''",
    "dhcp-option DOMAIN bücher.example, '', xn--bcher-kva.example",
  })
  void readsResolversAndDomains(String pushed, String resolvers, String domains) {
    DnsPlan dns = read("", pushed);
    assertEquals(
        resolvers, String.join(" | ", dns.resolvers().stream().map(DnsReaderTest::text).toList()));
    assertEquals(domains, String.join(" ", dns.searchDomains()));
  }

  private static String text(DnsPlan.Resolver resolver) {
    StringBuilder text = new StringBuilder();
    resolver.endpoints().forEach(endpoint -> text.append(' ').append(endpoint));
    if (resolver.isSplit()) {
      text.append(" for ").append(String.join(" ", resolver.domains()));
    }
    resolver.dnssec().ifPresent(dnssec -> text.append(" dnssec ").append(dnssec));
    text.append(resolver.overTls() ? " over TLS" : "");
    resolver.serverName().ifPresent(name -> text.append(" as ").append(name));
    return text.substring(1);
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
        "dhcp-option DOMAIN a.-x",
        "dhcp-option DOMAIN a\uFF0Fb",
        "dhcp-option DOMAIN a\u00ADb\u2028",
        "dhcp-option DOMAIN .",
        "dhcp-option DOMAIN-ROUTE a.example",
        "dhcp-option DNSSEC",
        "dhcp-option DNSSEC maybe",
        "dhcp-option DNS-OVER-TLS maybe",
        "dhcp-option PROXY_HTTP 10.0.0.1 8080",
        "dhcp-option",
        "dns",
        "dns server",
        "dns server 0",
        "dns server 128 address 10.0.0.1",
        "dns server -1 address 10.0.0.1",
        "dns server x address 10.0.0.1",
        "dns search-domains `id`",
        "dns server 0 address 10.0.0.1; dns server 0 transport carrier-pigeon",
        "dns server 0 address 10.0.0.1; dns server 0 sni $(id)",
        "dns frob a",
      })
  void aPushedValueThatIsNoneIsLeftOutAndNoted(String option) {
    assertEquals(DnsPlan.NONE, read("", option));
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
    assertEquals(DnsPlan.NONE, read("", "dns server 0 address " + address));
  }

  @Test
  void aPushedServerReplacesTheProfilesOfTheSamePriority() {
    DnsPlan dns = read("dns server 1 address 10.0.0.1", "dns server 1 address 10.0.0.2");
    assertEquals(plain("10.0.0.2"), dns.resolvers());
  }

  @Test
  void theProfileCanPutItsServerBeforeAllPushedOnes() {
    DnsPlan dns = read("dns server -5 address 10.0.0.1", "dns server 0 address 10.0.0.2");
    assertEquals(plain("10.0.0.1", "10.0.0.2"), dns.resolvers());
  }

  @Test
  void theNumberOfValuesIsBounded() {
    StringBuilder options = new StringBuilder();
    for (int i = 1; i < 200; i++) {
      options.append("dhcp-option DNS 10.0.0.").append(i).append(';');
      options.append("dhcp-option DOMAIN d").append(i).append(';');
    }
    DnsPlan dns = read("", options.toString());
    assertEquals(16, dns.resolvers().getFirst().endpoints().size());
    assertEquals(32, dns.searchDomains().size());
  }

  @Test
  void theNumberOfDnsServersIsBounded() {
    StringBuilder options = new StringBuilder();
    for (int i = 0; i < 128; i++) {
      options.append("dns server ").append(i).append(" address 10.0.0.1 10.0.0.2;");
      options.append("dns server ").append(i).append(" resolve-domains");
      for (int domain = 0; domain < 40; domain++) {
        options.append(" d").append(domain);
      }
      options.append(';');
    }
    DnsPlan dns = read("", options.toString());
    assertEquals(16, dns.resolvers().size());
    assertEquals(32, dns.resolvers().getFirst().domains().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"example.org", "a", "_dmarc.a-b.c", "EXAMPLE"})
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

  private static List<DnsPlan.Resolver> plain(String... addresses) {
    return Stream.of(addresses)
        .map(address -> DnsPlan.Resolver.plain(List.of(InetAddress.ofLiteral(address))))
        .toList();
  }

  private DnsPlan read(String profile, String pushed) {
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
