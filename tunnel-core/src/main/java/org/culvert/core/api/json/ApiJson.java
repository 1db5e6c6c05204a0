package org.culvert.core.api.json;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Frames as lines: UTF-8, one JSON object each, ended by a line feed. Type names and field names
 * are a closed list written out in this package; constants appear in lower case with dashes, an
 * absent value is an absent field, a password is base64.
 *
 * <p>The helper reads strictly (an unknown field is an error), the client leniently, so that an
 * older window survives a newer helper. Both refuse a field that is there twice. Reading bytes that
 * are no message, whatever they are, throws nothing but {@link MalformedMessageException}.
 */
public final class ApiJson {
  /** Longest line that the helper accepts, in bytes: a profile with its files, and room. */
  public static final int LONGEST_REQUEST = 2 << 20;

  /** Longest line that a client accepts, in bytes: the kept log lines of many sessions. */
  public static final int LONGEST_ANSWER = 32 << 20;

  private ApiJson() {}

  /** The line of a frame. It holds the password of its request: the caller wipes it after use. */
  public static byte[] write(Frame frame) {
    return JsonText.line(
        switch (frame) {
          case Frame.Call call ->
              new JsonObject()
                  .put("id", call.id())
                  .put("request", RequestJson.write(call.request()));
          case Frame.Answer answer ->
              new JsonObject()
                  .put("id", answer.id())
                  .put("response", ResponseJson.write(answer.response()));
          case Frame.News news -> new JsonObject().put("event", EventJson.write(news.event()));
        });
  }

  /** Reads, strictly, what a client sent. */
  public static Frame.Call readCall(byte[] line) throws MalformedMessageException {
    refuseLongerThan(LONGEST_REQUEST, line);
    JsonObject object = JsonText.parse(line);
    long id = object.count("id");
    try {
      Frame.Call call = new Frame.Call(id, RequestJson.read(object.object("request")));
      object.refuseUnread();
      return call;
    } catch (MalformedMessageException e) {
      throw new MalformedMessageException(e.reason(), OptionalLong.of(id));
    }
  }

  /** Reads what the helper sent. Empty for a kind of event that only a newer helper knows. */
  public static Optional<Frame> readFromHelper(byte[] line) throws MalformedMessageException {
    refuseLongerThan(LONGEST_ANSWER, line);
    JsonObject object = JsonText.parse(line);
    if (object.has("event")) {
      return EventJson.read(object.object("event")).map(Frame.News::new);
    }
    return Optional.of(
        new Frame.Answer(object.count("id"), ResponseJson.read(object.object("response"))));
  }

  private static void refuseLongerThan(int limit, byte[] line) throws MalformedMessageException {
    if (line.length > limit) {
      throw new MalformedMessageException("the line is longer than " + limit + " bytes");
    }
  }
}
