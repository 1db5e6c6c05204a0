package org.culvert.core.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.culvert.core.fuzz.FuzzTarget;
import org.culvert.core.plan.PlanException;
import org.culvert.core.plan.TunnelPlanner;
import org.culvert.core.profile.IncludedFiles;
import org.culvert.core.profile.PacketSizes;
import org.culvert.core.profile.Profile;
import org.culvert.core.profile.ProfileParser;

/** Push replies, in parts separated by line feeds, all the way to the plan of the tunnel. */
public final class PushReplyFuzz implements FuzzTarget {
  private static final Announced ANNOUNCED =
      new Announced(
          Set.of(Announced.CC_EXIT, Announced.TLS_EKM, Announced.DYN_TLS_CRYPT),
          List.of("AES-256-GCM", "CHACHA20-POLY1305"),
          true);
  private static final InetAddress SERVER = InetAddress.ofLiteral("192.0.2.1");

  private final Profile profile =
      new ProfileParser(Instant.EPOCH)
          .parse(
              "fuzz.ovpn",
              """
              client
              dev tun
              remote 192.0.2.1
              peer-fingerprint \
              00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff:00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff
              auth-user-pass
              allow-compression asym
              pull-filter ignore "route 10.9."
              pull-filter reject "setenv"
              route 10.77.0.0 255.255.0.0
              """,
              IncludedFiles.NONE)
          .profile()
          .orElseThrow();

  /** For the list of targets. */
  public PushReplyFuzz() {}

  @Override
  public String name() {
    return "push-reply";
  }

  @Override
  public List<byte[]> seeds() {
    return Stream.of(
            "route-gateway 10.8.0.1,topology subnet,ping 10,ping-restart 60,ifconfig 10.8.0.2"
                + " 255.255.255.0,peer-id 0,cipher AES-256-GCM,protocol-flags cc-exit tls-ekm"
                + " dyn-tls-crypt,tun-mtu 1500",
            "topology net30,ifconfig 10.8.0.6 10.8.0.5,route 10.0.0.0 255.0.0.0 vpn_gateway 5,route"
                + " 192.168.0.0 255.255.0.0 net_gateway,route remote_host",
            "ifconfig 10.8.0.2 255.255.255.0,ifconfig-ipv6 fd00::2/64 fd00::1,route-ipv6 fd01::/16,"
                + "redirect-gateway def1 ipv6 bypass-dhcp block-local,block-ipv6,route-metric 7",
            "ifconfig 10.8.0.2 255.255.255.0,dhcp-option DNS 10.8.0.1,dhcp-option DOMAIN a.example,"
                + "dhcp-option DOMAIN-SEARCH b.example,dns server 1 address 10.8.0.1:53 [fd00::1],"
                + "dns server 1 resolve-domains a.example,dns server 1 transport DoT,dns"
                + " search-domains a.example",
            "ping 1,push-continuation 2\nifconfig 10.8.0.2 255.255.255.0,push-continuation 1",
            "auth-token SESS_ID_AT_x,auth-token-user YW5u,session-timeout 60,inactive 60 1000,"
                + "explicit-exit-notify 3,compress stub-v2,keepalive 10 60,echo \"a b\",setenv A b")
        .map(text -> text.getBytes(UTF_8))
        .toList();
  }

  @Override
  public void run(byte[] input) {
    PushAssembler assembler = PushAssembler.ofReplies(new OptionBudget().open());
    try {
      for (String part : new String(input, UTF_8).split("\n", -1)) {
        Optional<List<String>> options = assembler.offer("PUSH_REPLY," + part);
        if (options.isPresent()) {
          plan(options.get());
        }
      }
    } catch (PushException | PlanException refused) {
      // What the tunnel cannot be built from is said in this way.
    }
  }

  private void plan(List<String> options) throws PushException, PlanException {
    PushedOptions pushed = PushedOptions.parse(options, profile.pull(), ANNOUNCED);
    TunnelPlanner.plan(profile.tunnel(), PacketSizes.DEFAULT, pushed.network(), SERVER).plan();
    pushed.ignored().forEach(sentence -> assertFalse(sentence.isBlank()));
  }
}
