package org.culvert.core.session;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.Reply;
import org.culvert.core.api.Secret;
import org.culvert.core.push.ControlMessage;
import org.culvert.core.push.InfoText;

/** What a server asks while its control channel stands (wire reference 10.4 and 10.5). */
final class ServerQuestions {
  private static final byte[] RESPONSE = "CR_RESPONSE,".getBytes(StandardCharsets.US_ASCII);

  private ServerQuestions() {}

  /** Shows or asks what a message is about; returns whether the user is waited for. */
  static boolean hear(ControlMessage.Info info, Outputs out) {
    return switch (InfoText.of(info.text())) {
      case InfoText.Asks asks -> {
        out.ask(asks.question());
        yield true;
      }
      case InfoText.BadPage() -> {
        out.log(
            LogLine.Level.WARNING,
            "the server wants a page opened that is not https: it was not opened");
        yield false;
      }
      case InfoText.Says says -> {
        out.log(LogLine.Level.INFO, "the server says: " + says.text());
        yield false;
      }
    };
  }

  /** What to send for the user's reply, which is wiped; nothing when there was only to read. */
  static Optional<byte[]> answer(Reply reply) {
    Optional<byte[]> text = reply.response().map(ServerQuestions::text);
    reply.wipe();
    return text;
  }

  private static byte[] text(Secret response) {
    byte[] plain = response.copyBytes();
    byte[] encoded = Base64.getEncoder().encode(plain);
    byte[] text = Arrays.copyOf(RESPONSE, RESPONSE.length + encoded.length);
    System.arraycopy(encoded, 0, text, RESPONSE.length, encoded.length);
    Arrays.fill(plain, (byte) 0);
    Arrays.fill(encoded, (byte) 0);
    return text;
  }
}
