package org.culvert.core.proxy;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.Secret;
import org.culvert.core.proxy.ProxyConversation.Step;

/** What proxies say in tests, and what comes of it. */
final class Answers {
  private Answers() {}

  static Credentials jane() {
    return new Credentials("jane", Secret.ofText("pass:word"));
  }

  static String opening(ProxyConversation talk) {
    return new String(talk.opening(), StandardCharsets.UTF_8);
  }

  static Step say(ProxyConversation talk, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return talk.received(bytes, 0, bytes.length);
  }

  static Step sayHex(ProxyConversation talk, String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    return talk.received(bytes, 0, bytes.length);
  }

  static String sent(Step step) {
    return HexFormat.of().formatHex(assertInstanceOf(Step.Send.class, step).bytes());
  }

  static ProxyFailure failure(Step step) {
    return assertInstanceOf(Step.Failed.class, step).failure();
  }

  static Step.Through through(Step step) {
    return assertInstanceOf(Step.Through.class, step);
  }
}
