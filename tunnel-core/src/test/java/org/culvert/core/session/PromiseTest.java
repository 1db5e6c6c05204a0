package org.culvert.core.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.profile.Timers;
import org.culvert.core.push.Announced;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each bit of {@code IV_PROTO} that we set, and what we do when a server takes us at our word. */
final class PromiseTest {
  private static final String PUSH = ScriptedSession.PUSH + ",peer-id 3,ping-restart 0";

  private static final Announced MODEST = new Announced(Set.of(), List.of("AES-256-GCM"), false);

  private final ScriptedSession session = ScriptedSession.withDefaults();

  @ParameterizedTest
  @EnumSource(Promise.class)
  void everyPromiseIsKept(Promise promise) {
    assertTrue(
        new PeerInfo("0.0", "linux", Carrier.USERSPACE)
            .promises(true, promise.toServers())
            .contains(promise));
    switch (promise) {
      case DATA_V2 -> {
        session.connect(PUSH);
        assertEquals(3, session.peerId);
      }
      case REQUEST_PUSH -> {
        session.connect(PUSH); // the server was not asked
        assertFalse(session.server.heard.contains("PUSH_REQUEST"));
      }
      case TLS_KEY_EXPORT -> {
        session.connect(PUSH + ",protocol-flags tls-ekm");
        assertTrue(session.isConnected());
      }
      case AUTH_PENDING_KEYWORD -> {
        session.start();
        session.say("AUTH_PENDING,timeout 90");
        session.run(80_000);
        session.say(PUSH);
        assertTrue(session.isConnected());
      }
      case CC_EXIT_NOTIFY -> {
        session.connect(PUSH + ",protocol-flags cc-exit");
        session.input(new Input.Stop());
        session.settle();
        assertEquals(List.of("EXIT"), session.server.heard);
      }
      case AUTH_FAIL_TEMP -> {
        session.start();
        session.say("AUTH_FAILED,TEMP[backoff 7]:later");
        assertTrue(session.retries());
      }
      case DYNAMIC_TLS_CRYPT -> {
        session.connect(PUSH + ",protocol-flags tls-ekm dyn-tls-crypt");
        assertTrue(session.isConnected());
      }
      case DATA_EPOCH -> {
        session.connect(PUSH + ",protocol-flags tls-ekm aead-epoch");
        assertTrue(
            session.story.stream().anyMatch(line -> line.endsWith("AES-256-GCM by epochs")),
            session.story::toString);
      }
      case NEGOTIATE_WITH_EQUALS ->
          assertTrue(
              EqualEnds.agreement("IV_PROTO=34", MODEST).endsWith(",peer-id 7762030"),
              "both use the long header");
      case DNS_OPTION -> {
        session.connect(PUSH + ",dns server 0 address 10.8.0.53,dns search-domains corp.example");
        assertTrue(
            session.plan.orElseThrow().dns().toString().contains("10.8.0.53"),
            session.plan::toString);
      }
      case PUSH_UPDATE -> {
        session.connect(PUSH);
        session.say("PUSH_UPDATE,route 10.2.0.0 255.255.0.0");
        assertTrue(session.story.contains("plan [10.8.0.2/24] 1"), session.story::toString);
      }
    }
  }

  @Test
  void noBitIsSetThatIsNoPromise() {
    assertEquals(8094, values(true)); // as OpenVPN 2.7 without the kernel's data path
    assertEquals(2 + 8 + 32 + 128 + 512 + 1024, values(false));
    Set<Integer> values = new HashSet<>();
    assertTrue(Arrays.stream(Promise.values()).allMatch(promise -> values.add(promise.value())));
  }

  private static int values(boolean pulls) {
    return new PeerInfo("0.0", "linux", Carrier.USERSPACE)
        .promises(true, pulls).stream().mapToInt(Promise::value).sum();
  }

  @Test
  void aDataPathWithoutEpochsDoesNotPromiseThem() {
    assertFalse(
        new PeerInfo("0.0", "linux", Carrier.KERNEL)
            .promises(true, true)
            .contains(Promise.DATA_EPOCH));
  }

  @Test
  void whatWasNotPromisedIsRefused() {
    var modest =
        new ScriptedSession(
            ScriptedSession.profile(Timers.DEFAULT, Optional.empty(), OptionalInt.empty()),
            new PeerInfo("0.0", "linux", Carrier.KERNEL));
    modest.start();
    modest.say(PUSH + ",protocol-flags tls-ekm aead-epoch");
    assertEquals(ProblemCode.PUSH_REFUSED, modest.code());
  }
}
