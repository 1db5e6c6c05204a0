package org.culvert.core.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.stream.Stream;
import org.culvert.core.fuzz.FuzzTarget;

/**
 * What an authenticated server may say to a session, one message a line with a second between them.
 * The session's surroundings fail when it ends twice or has a deadline that does not pass.
 */
public final class ServerTextFuzz implements FuzzTarget {
  private static final int LINES = 12;

  /** For the list of targets. */
  public ServerTextFuzz() {}

  @Override
  public String name() {
    return "server-text";
  }

  @Override
  public List<byte[]> seeds() {
    return Stream.of(
            ScriptedSession.PUSH + ",ping 10,ping-restart 60\nRESTART,[N]",
            ScriptedSession.PUSH + "\nAUTH_FAILED,SESSION: expired",
            "AUTH_FAILED,TEMP[backoff 42,advance no]: full",
            "AUTH_FAILED,CRV1:R,E:T1:YW5u:Which colour?",
            "AUTH_PENDING,timeout 60\nINFO_PRE,WEB_AUTH::https://login.example/",
            ScriptedSession.PUSH + ",push-continuation 2\nPUSH_REPLY,ping 10,push-continuation 1",
            ScriptedSession.PUSH + "\nHALT,bye\nEXIT\nPUSH_UPDATE,-route 10.0.0.0")
        .map(text -> text.getBytes(UTF_8))
        .toList();
  }

  @Override
  public void run(byte[] input) {
    ScriptedSession session = ScriptedSession.withDefaults().start();
    String[] lines = new String(input, UTF_8).split("\n", LINES);
    for (String line : lines) {
      if (session.ending.isPresent()) {
        break;
      }
      session.say(line);
      session.run(1_000);
    }
  }
}
