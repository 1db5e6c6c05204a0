package org.culvert.core.api.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stranger may write into the privileged process's socket. */
class HostileLinesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "7",
        "[]",
        "{",
        "{}",
        "{\"id\":7}",
        "{\"request\":{\"type\":\"subscribe\"}}",
        "{\"id\":null,\"request\":{\"type\":\"subscribe\"}}",
        "{\"id\":-1,\"request\":{\"type\":\"subscribe\"}}",
        "{\"id\":1.5,\"request\":{\"type\":\"subscribe\"}}",
        "{\"id\":\"1\",\"request\":{\"type\":\"subscribe\"}}",
        "{\"id\":99999999999999999999,\"request\":{\"type\":\"subscribe\"}}",
        "{\"id\":1,\"request\":[]}",
        "{\"id\":1,\"request\":{}}",
        "{\"id\":1,\"request\":{\"type\":1}}",
        "{\"id\":1,\"request\":{\"type\":\"Subscribe\"}}",
        "{\"id\":1,\"request\":{\"type\":\"java.lang.Runtime\"}}",
        "{\"id\":1,\"request\":{\"type\":\"subscribe\"},\"more\":1}",
        "{\"id\":1,\"request\":{\"type\":\"subscribe\",\"more\":1}}",
        "{\"id\":1,\"request\":{\"type\":\"subscribe\"}} {}",
        "{\"id\":1,\"id\":2,\"request\":{\"type\":\"subscribe\"}}",
        "{\"id\":1,\"request\":{\"type\":\"subscribe\",\"type\":\"doctor\"}}",
        "{\"id\":1,\"request\":{\"type\":\"hello\",\"protocol\":4294967297,\"client\":\"x\"}}",
        "{\"id\":1,\"request\":{\"type\":\"connect\",\"name\":\"a\",\"profile\":\"\","
            + "\"dataPath\":\"auto\",\"dns\":\"9.9\"}}",
        "{\"id\":1,\"request\":{\"type\":\"disconnect\"}}",
        "{\"id\":1,\"request\":{\"type\":\"disconnect\",\"name\":null}}",
        "{\"id\":1,\"request\":{\"type\":\"disconnect\",\"name\":[\"a\"]}}",
        "{\"id\":1,\"request\":{\"type\":\"disconnect\",\"name\":\"\\ud800\"}}",
        "{\"id\":1,\"request\":{\"type\":\"disconnect\",\"name\":\"a\u0000b\"}}",
        "{\"id\":1,\"request\":{\"type\":\"connect\",\"name\":\"a\",\"profile\":\"b\","
            + "\"dataPath\":0}}",
        "{\"id\":1,\"request\":{\"type\":\"connect\",\"name\":\"a\",\"profile\":\"b\","
            + "\"dataPath\":\"AUTO\"}}",
        "{\"id\":1,\"request\":{\"type\":\"answer\",\"name\":\"a\",\"question\":1,"
            + "\"reply\":{\"username\":\"a\",\"password\":\"%%%\"}}}",
        "{\"id\":1,\"request\":{\"type\":\"answer\",\"name\":\"a\",\"question\":1,"
            + "\"reply\":{\"username\":\"a\",\"password\":\"cA==\",\"otp\":\"1\"}}}",
        "{\"id\":1,\"request\":{\"type\":\"answer\",\"name\":\"a\",\"question\":1,"
            + "\"reply\":{\"response\":{}}}}",
        "{\"id\":1,\"request\":{\"type\":\"connect\",\"name\":\"a\",\"profile\":\"b\","
            + "\"dataPath\":\"auto\",\"passphrase\":7}}",
      })
  void aLineThatIsNoRequestIsMalformedAndNothingElse(String line) {
    refused(line.getBytes(UTF_8));
  }

  @Test
  void aMessageAboutABadLineDoesNotQuoteIt() {
    var failure =
        refused(
            ("{\"id\":1,\"request\":{\"type\":\"answer\",\"name\":\"a\",\"question\":1,"
                    + "\"reply\":{\"username\":\"a\",\"password\":\"hunter2!\"}}}")
                .getBytes(UTF_8));
    assertFalse(failure.toString().contains("hunter2"), failure.toString());
    assertEquals(null, failure.getCause());
  }

  @Test
  void deepNestingEndsEarly() {
    refused("[".repeat(100_000).getBytes(UTF_8));
    refused(("{\"id\":1,\"request\":" + "{\"a\":".repeat(100_000)).getBytes(UTF_8));
    refused(("{\"id\":1,\"request\":{\"type\":" + "[".repeat(50_000)).getBytes(UTF_8));
  }

  @Test
  void aLineBeyondTheLimitIsNotEvenRead() {
    byte[] line = new byte[ApiJson.LONGEST_REQUEST + 1];
    Arrays.fill(line, (byte) ' ');
    refused(line);
  }

  @Test
  void aProfileAsLargeAsTheLimitIsRead() throws Exception {
    String profile = "x".repeat(ApiJson.LONGEST_REQUEST - 200);
    String line =
        "{\"id\":1,\"request\":{\"type\":\"connect\",\"name\":\"a\",\"profile\":\""
            + profile
            + "\",\"dataPath\":\"auto\"}}";
    assertEquals(1, ApiJson.readCall(line.getBytes(UTF_8)).id());
  }

  @Test
  void manyFieldsAndLongNamesAreRefused() {
    StringBuilder line = new StringBuilder("{\"id\":1,\"request\":{\"type\":\"subscribe\"");
    for (int i = 0; i < 100_000; i++) {
      line.append(",\"f").append(i).append("\":0");
    }
    refused(line.append("}}").toString().getBytes(UTF_8));
    refused(("{\"" + "n".repeat(100_000) + "\":1}").getBytes(UTF_8));
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    byte[] line =
        "{\"id\":1,\"request\":{\"type\":\"disconnect\",\"name\":\"a?\"}}".getBytes(UTF_8);
    for (int i = 0; i < line.length; i++) {
      if (line[i] == '?') {
        line[i] = (byte) 0xC3;
      }
    }
    refused(line);
  }

  private static MalformedMessageException refused(byte[] line) {
    return assertThrows(MalformedMessageException.class, () -> ApiJson.readCall(line));
  }
}
