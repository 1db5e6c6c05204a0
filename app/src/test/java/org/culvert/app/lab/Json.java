package org.culvert.app.lab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * JSON as a script sees it. A reader of its own, so that the output is not checked by the code that
 * wrote it.
 */
final class Json {
  private final @Nullable Object value;

  private Json(@Nullable Object value) {
    this.value = value;
  }

  /** Reads exactly one value. */
  static Json parse(String text) {
    Parser parser = new Parser(text);
    Json json = new Json(parser.value());
    parser.end();
    return json;
  }

  /** A field by its path, for example {@code tunnel.ipv4}. */
  Json at(String path) {
    Object here = value;
    for (String name : path.split("\\.", -1)) {
      if (!(here instanceof Map<?, ?> map) || !map.containsKey(name)) {
        throw new NoSuchElementException("no " + path + " in " + this);
      }
      here = map.get(name);
    }
    return new Json(here);
  }

  /** Whether the path leads to something other than null. */
  boolean has(String path) {
    try {
      return at(path).value != null;
    } catch (NoSuchElementException e) {
      return false;
    }
  }

  /** A field as text; numbers as they were written. */
  String text(String path) {
    return String.valueOf(at(path).value);
  }

  /** A field as a whole number. */
  long number(String path) {
    return Long.parseLong(text(path));
  }

  /** The elements of a list. */
  List<Json> list() {
    if (value instanceof List<?> elements) {
      List<Json> all = new ArrayList<>();
      for (Object element : elements) {
        all.add(new Json(element));
      }
      return all;
    }
    throw new NoSuchElementException("not a list: " + this);
  }

  @Override
  public String toString() {
    return String.valueOf(value);
  }

  /** A recursive-descent reader of RFC 8259. */
  private static final class Parser {
    private final String text;
    private int at;

    Parser(String text) {
      this.text = text;
    }

    @Nullable Object value() {
      space();
      return switch (peek()) {
        case '{' -> object();
        case '[' -> array();
        case '"' -> string();
        default -> word();
      };
    }

    void end() {
      space();
      if (at < text.length()) {
        throw new AssertionError("more than one JSON value: " + text);
      }
    }

    private Map<String, @Nullable Object> object() {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      expect('{');
      while (!next('}')) {
        if (!map.isEmpty()) {
          expect(',');
        }
        space();
        String name = string();
        expect(':');
        if (map.put(name, value()) != null) {
          throw new AssertionError("twice " + name + " in " + text);
        }
      }
      return map;
    }

    private List<@Nullable Object> array() {
      List<@Nullable Object> list = new ArrayList<>();
      expect('[');
      while (!next(']')) {
        if (!list.isEmpty()) {
          expect(',');
        }
        list.add(value());
      }
      return list;
    }

    private String string() {
      StringBuilder out = new StringBuilder();
      expect('"');
      while (peek() != '"') {
        char c = text.charAt(at++);
        if (c != '\\') {
          out.append(c);
          continue;
        }
        char escaped = text.charAt(at++);
        switch (escaped) {
          case 'n' -> out.append('\n');
          case 't' -> out.append('\t');
          case 'r' -> out.append('\r');
          case 'b' -> out.append('\b');
          case 'f' -> out.append('\f');
          case 'u' -> {
            out.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
            at += 4;
          }
          default -> out.append(escaped);
        }
      }
      at++;
      return out.toString();
    }

    private @Nullable Object word() {
      int start = at;
      while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      String word = text.substring(start, at);
      if (word.equals("null")) {
        return null;
      }
      if (!word.matches("true|false|-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?")) {
        throw new AssertionError("not JSON at " + start + ": " + text);
      }
      return word;
    }

    private boolean next(char wanted) {
      space();
      if (peek() == wanted) {
        at++;
        return true;
      }
      return false;
    }

    private void expect(char wanted) {
      space();
      if (peek() != wanted) {
        throw new AssertionError("expected " + wanted + " at " + at + " of: " + text);
      }
      at++;
    }

    private char peek() {
      if (at >= text.length()) {
        throw new AssertionError("JSON ends too early: " + text);
      }
      return text.charAt(at);
    }

    private void space() {
      while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
    }
  }
}
