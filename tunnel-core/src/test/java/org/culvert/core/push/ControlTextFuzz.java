package org.culvert.core.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.stream.Stream;
import org.culvert.core.fuzz.FuzzTarget;

/** The bytes behind the key exchange: texts that end with NUL, however TLS has cut them. */
public final class ControlTextFuzz implements FuzzTarget {
  /** For the list of targets. */
  public ControlTextFuzz() {}

  @Override
  public String name() {
    return "control-text";
  }

  @Override
  public List<byte[]> seeds() {
    return Stream.of(
            "PUSH_REPLY,ping 10\0",
            "AUTH_FAILED,CRV1:R,E:T1:YW5u:Which colour?\0AUTH_FAILED\0",
            "AUTH_FAILED,TEMP[backoff 42,advance no]: full\0",
            "INFO_PRE,OPEN_URL:https://login.example/\0INFO,WEB_AUTH:proxy:https://login.example/\0",
            "INFO_PRE,CR_TEXT:R,E:Which colour?\0",
            "AUTH_PENDING,timeout 60\0",
            "RESTART,[N]\0HALT,bye\0EXIT\0PUSH_UPDATE,-route 10.0.0.0\0")
        .map(text -> text.getBytes(UTF_8))
        .toList();
  }

  @Override
  public void run(byte[] input) {
    List<ControlMessage> whole = new ControlMessageReader().feed(input);
    ControlMessageReader reader = new ControlMessageReader();
    int cut = input.length / 3;
    int count =
        reader.feed(input, 0, cut).size() + reader.feed(input, cut, input.length - cut).size();
    assertEquals(whole.size(), count);
    whole.forEach(message -> assertFalse(message.toString().isEmpty()));
  }
}
