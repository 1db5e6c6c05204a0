package org.culvert.core.api.json;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.culvert.core.api.Secret;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object with its fields in order. Built with {@code put…}, printed by {@link #toString()}
 * on one line, read again by {@link #parse}. Values are texts, whole numbers, truth values,
 * secrets, objects, and lists of texts or objects.
 */
public final class JsonObject {
  private final Map<String, Object> fields = new LinkedHashMap<>();
  private final Set<String> read = new HashSet<>();

  /** An object without fields. */
  public JsonObject() {}

  /**
   * Reads exactly one object, and nothing else.
   *
   * @throws MalformedMessageException for anything else, whatever the bytes
   */
  public static JsonObject parse(byte[] text) throws MalformedMessageException {
    return JsonText.parse(text);
  }

  /** Adds a text. */
  public JsonObject put(String name, String value) {
    return putValue(name, value);
  }

  /** Adds a text, or nothing. */
  public JsonObject put(String name, Optional<String> value) {
    value.ifPresent(present -> putValue(name, present));
    return this;
  }

  /** Adds a whole number. */
  public JsonObject put(String name, long value) {
    return putValue(name, value);
  }

  /** Adds a truth value. */
  public JsonObject put(String name, boolean value) {
    return putValue(name, value);
  }

  /** Adds an object. */
  public JsonObject put(String name, JsonObject value) {
    return putValue(name, value);
  }

  /** Adds a list of texts. */
  public JsonObject putTexts(String name, List<String> values) {
    return putValue(name, List.copyOf(values));
  }

  /** Adds a list of objects. */
  public JsonObject putObjects(String name, List<JsonObject> values) {
    return putValue(name, List.copyOf(values));
  }

  /** Adds a secret, or nothing; only under a name that {@link JsonText} knows as a secret's. */
  JsonObject putSecret(String name, Optional<Secret> value) {
    value.ifPresent(present -> putValue(name, present));
    return this;
  }

  JsonObject putValue(String name, Object value) {
    if (fields.put(name, value) != null) {
      throw new IllegalStateException("field " + name + " is there twice");
    }
    return this;
  }

  Map<String, Object> fields() {
    return fields;
  }

  /** Whether a field is there. */
  public boolean has(String name) {
    return fields.containsKey(name);
  }

  /** A text that has to be there. */
  public String text(String name) throws MalformedMessageException {
    return required(name, String.class, "a text");
  }

  /** A text, if it is there. */
  public Optional<String> optionalText(String name) throws MalformedMessageException {
    return Optional.ofNullable(optional(name, String.class, "a text"));
  }

  long number(String name) throws MalformedMessageException {
    return required(name, Long.class, "a whole number");
  }

  /** A number that is never below zero. */
  public long count(String name) throws MalformedMessageException {
    long value = number(name);
    if (value < 0) {
      throw new MalformedMessageException("field " + name + " is negative");
    }
    return value;
  }

  /** Zero when it is not there; never below. */
  long countOrZero(String name) throws MalformedMessageException {
    return fields.containsKey(name) ? count(name) : 0;
  }

  /** A small number. */
  public int integer(String name) throws MalformedMessageException {
    long value = number(name);
    if (value != (int) value) {
      throw new MalformedMessageException("field " + name + " is out of range");
    }
    return (int) value;
  }

  JsonObject object(String name) throws MalformedMessageException {
    return required(name, JsonObject.class, "an object");
  }

  /** An object, if it is there. */
  public Optional<JsonObject> optionalObject(String name) throws MalformedMessageException {
    return Optional.ofNullable(optional(name, JsonObject.class, "an object"));
  }

  Secret secret(String name) throws MalformedMessageException {
    return required(name, Secret.class, "base64");
  }

  Optional<Secret> optionalSecret(String name) throws MalformedMessageException {
    return Optional.ofNullable(optional(name, Secret.class, "base64"));
  }

  boolean flag(String name) throws MalformedMessageException {
    return required(name, Boolean.class, "a truth value");
  }

  /** A truth value, if it is there. */
  public Optional<Boolean> optionalFlag(String name) throws MalformedMessageException {
    return Optional.ofNullable(optional(name, Boolean.class, "a truth value"));
  }

  /** A list of texts, perhaps an empty one. */
  public List<String> texts(String name) throws MalformedMessageException {
    return list(name, String.class, "texts");
  }

  /** A list of objects, perhaps an empty one. */
  public List<JsonObject> objects(String name) throws MalformedMessageException {
    return list(name, JsonObject.class, "objects");
  }

  /** Fails when there is a field that nobody asked for, here or in an object within. */
  void refuseUnread() throws MalformedMessageException {
    for (var field : fields.entrySet()) {
      if (!read.contains(field.getKey())) {
        throw new MalformedMessageException("unknown field " + Clean.quoted(field.getKey()));
      }
      if (field.getValue() instanceof JsonObject inner) {
        inner.refuseUnread();
      } else if (field.getValue() instanceof List<?> list) {
        for (Object element : list) {
          if (element instanceof JsonObject inner) {
            inner.refuseUnread();
          }
        }
      }
    }
  }

  private <T> List<T> list(String name, Class<T> type, String what)
      throws MalformedMessageException {
    List<T> values = new ArrayList<>();
    for (Object element : required(name, List.class, "a list")) {
      if (!type.isInstance(element)) {
        throw new MalformedMessageException("field " + name + " is not a list of " + what);
      }
      values.add(type.cast(element));
    }
    return values;
  }

  private <T> T required(String name, Class<T> type, String what) throws MalformedMessageException {
    T value = optional(name, type, what);
    if (value == null) {
      throw new MalformedMessageException("field " + name + " is missing");
    }
    return value;
  }

  private <T> @Nullable T optional(String name, Class<T> type, String what)
      throws MalformedMessageException {
    read.add(name);
    Object value = fields.get(name);
    if (value != null && !type.isInstance(value)) {
      throw new MalformedMessageException("field " + name + " is not " + what);
    }
    return type.cast(value);
  }

  /** One line of JSON, without an end of line. Fails when a secret is in it. */
  @Override
  public String toString() {
    return JsonText.print(this);
  }
}
