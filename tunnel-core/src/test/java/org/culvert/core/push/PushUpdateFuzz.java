package org.culvert.core.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.culvert.core.fuzz.FuzzTarget;
import org.culvert.core.profile.PullSettings;
import org.culvert.core.profile.PullSettings.Filter;

/** Updates of what was pushed, one message a line, each applied to what the one before left. */
public final class PushUpdateFuzz implements FuzzTarget {
  private static final PullSettings PULL =
      new PullSettings(
          false,
          List.of(
              new Filter(Filter.Action.IGNORE, "route 10.9."),
              new Filter(Filter.Action.REJECT, "redirect-gateway")));

  /** For the list of targets. */
  public PushUpdateFuzz() {}

  @Override
  public String name() {
    return "push-update";
  }

  @Override
  public List<byte[]> seeds() {
    return Stream.of(
            "route 10.3.0.0 255.255.0.0,dns server 0 address 10.8.0.1,route 10.4.0.0 255.255.0.0",
            "-route,-?route-ipv6,?-ping\nroute 10.9.0.0 255.255.0.0",
            "?block-ipv6,?redirect-gateway def1\ntun-mtu 1400,push-continuation 2\n"
                + "keepalive 10 60,push-continuation 1",
            "ifconfig 10.8.0.9 255.255.255.0,topology subnet,session-timeout 60\n-dhcp-option")
        .map(text -> text.getBytes(UTF_8))
        .toList();
  }

  @Override
  public void run(byte[] input) {
    PushAssembler assembler = PushAssembler.ofUpdates(new OptionBudget().open());
    List<String> inForce = List.of("peer-id 3", "ifconfig 10.8.0.2 255.255.255.0", "ping 10");
    try {
      for (String part : new String(input, UTF_8).split("\n", -1)) {
        Optional<List<String>> update = assembler.offer("PUSH_UPDATE," + part);
        if (update.isPresent()) {
          inForce = applied(inForce, update.get());
        }
      }
    } catch (PushException refused) {
      // What cannot be followed is said in this way.
    }
  }

  private static List<String> applied(List<String> inForce, List<String> update)
      throws PushException {
    PushUpdate after = PushUpdate.of(inForce, update, PULL);
    after.notes().forEach(note -> assertFalse(note.isBlank()));
    List<String> options = after.options();
    assertTrue(options.contains("peer-id 3"), "what cannot be changed was changed");
    assertTrue(options.size() <= PushAssembler.MAX_OPTIONS);
    assertFalse(options.stream().anyMatch(option -> option.startsWith("redirect-gateway")));
    // Said twice, an update changes nothing more.
    assertEquals(options, PushUpdate.of(options, update, PULL).options());
    return options;
  }
}
