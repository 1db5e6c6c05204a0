package org.culvert.core.api.json;

import java.io.ByteArrayOutputStream;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.culvert.core.api.Secret;
import tools.jackson.core.Base64Variants;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * Between {@link JsonObject} and its bytes. A text field with a name of {@link #SECRET_FIELDS} is a
 * {@link Secret} in base64, and never becomes a string.
 */
final class JsonText {
  static final Set<String> SECRET_FIELDS =
      Set.of(SecretJson.PASSWORD, SecretJson.RESPONSE, SecretJson.PASSPHRASE);

  /** The deepest message is an answer with a status with a tunnel with its resolvers: 7. */
  private static final int DEEPEST = 12;

  private static final int LONGEST_NAME = 64;

  // Buffers are not kept for the next message: they have held passwords.
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxNameLength(LONGEST_NAME)
                  .maxNumberLength(20)
                  .maxStringLength(Integer.MAX_VALUE) // the line's own limit is smaller
                  .build())
          .build();

  private JsonText() {}

  /**
   * Reads exactly one object.
   *
   * @throws MalformedMessageException for anything else, whatever the bytes
   */
  static JsonObject parse(byte[] line) throws MalformedMessageException {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedMessageException("the line is not a JSON object");
      }
      JsonObject object = object(parser);
      if (parser.nextToken() != null) {
        throw new MalformedMessageException("something follows the object on its line");
      }
      return object;
    } catch (JacksonException e) {
      // Its message may quote the line, and with it a secret; so may a cause.
      var where = e.getLocation();
      throw new MalformedMessageException(
          "not JSON within the limits"
              + (where == null ? "" : ", at byte " + Math.max(0, where.getByteOffset())));
    }
  }

  /** Writes the object with a final line feed. The caller wipes the bytes if a secret is in it. */
  static byte[] line(JsonObject object) {
    WipingOutput out = new WipingOutput();
    try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      write(generator, object, true);
      generator.writeRaw('\n');
    }
    return out.takeBytes();
  }

  static String print(JsonObject object) {
    StringWriter out = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      write(generator, object, false);
    }
    return out.toString();
  }

  private static JsonObject object(JsonParser parser) throws MalformedMessageException {
    JsonObject object = new JsonObject();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      if (object.has(name)) {
        throw new MalformedMessageException("field " + Clean.quoted(name) + " is there twice");
      }
      if (token == JsonToken.VALUE_NULL) {
        continue;
      }
      if (SECRET_FIELDS.contains(name) && token == JsonToken.VALUE_STRING) {
        object.putValue(
            name, Secret.owning(parser.getBinaryValue(Base64Variants.MIME_NO_LINEFEEDS)));
      } else {
        object.putValue(name, value(parser));
      }
    }
    return object;
  }

  private static Object value(JsonParser parser) throws MalformedMessageException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> list(parser);
      case VALUE_STRING -> wellFormed(parser.getString());
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> throw new MalformedMessageException("a value that no message has");
    };
  }

  /** A lone surrogate, smuggled in as an escape, could be read here but never be written again. */
  private static String wellFormed(String text) throws MalformedMessageException {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw new MalformedMessageException("a text with half a character");
      }
    }
    return text;
  }

  private static List<Object> list(JsonParser parser) throws MalformedMessageException {
    List<Object> values = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      values.add(value(parser));
    }
    return values;
  }

  private static void write(JsonGenerator generator, JsonObject object, boolean secrets) {
    generator.writeStartObject();
    object
        .fields()
        .forEach(
            (name, value) -> {
              generator.writeName(name);
              writeValue(generator, value, secrets);
            });
    generator.writeEndObject();
  }

  private static void writeValue(JsonGenerator generator, Object value, boolean secrets) {
    switch (value) {
      case String text -> generator.writeString(text);
      case Long number -> generator.writeNumber(number);
      case Boolean flag -> generator.writeBoolean(flag);
      case JsonObject object -> write(generator, object, secrets);
      case List<?> list -> {
        generator.writeStartArray();
        list.forEach(element -> writeValue(generator, element, secrets));
        generator.writeEndArray();
      }
      case Secret secret when secrets -> {
        byte[] bytes = secret.copyBytes();
        generator.writeBinary(Base64Variants.MIME_NO_LINEFEEDS, bytes, 0, bytes.length);
        Arrays.fill(bytes, (byte) 0);
      }
      default -> throw new IllegalStateException("no JSON for " + value.getClass().getName());
    }
  }

  /** Leaves no second copy of what was written. */
  private static final class WipingOutput extends ByteArrayOutputStream {
    @Override
    public synchronized void write(int b) {
      byte[] before = buf;
      super.write(b);
      wipeUnlessUsed(before);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      byte[] before = buf;
      super.write(bytes, offset, length);
      wipeUnlessUsed(before);
    }

    private void wipeUnlessUsed(byte[] before) {
      if (before.length < buf.length) {
        Arrays.fill(before, (byte) 0);
      }
    }

    byte[] takeBytes() {
      byte[] bytes = toByteArray();
      Arrays.fill(buf, (byte) 0);
      return bytes;
    }
  }
}
