package org.culvert.app.keyring.mac;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** CoreFoundation's objects, counted as it counts them. */
final class CfHeap {
  /** What a reference leads to. */
  sealed interface Thing {}

  record Text(String text) implements Thing {}

  /** Bytes of somebody else, or its own, which are to be wiped before it goes. */
  record Data(long address, int length, List<Memory> own) implements Thing {}

  record Dictionary(Map<Long, Long> entries) implements Thing {}

  record Array(List<Long> values) implements Thing {}

  record Named(Constant name) implements Thing {}

  private final Map<Long, Thing> things = new HashMap<>();
  private final Map<Long, Integer> counts = new HashMap<>();
  private final Map<Constant, Long> constants = new EnumMap<>(Constant.class);
  private long next = 0x6000_0000_0000L;

  CfHeap() {
    for (Constant name : Constant.values()) {
      long reference = add(new Named(name));
      constants.put(name, reference);
    }
  }

  /** Lives for ever. */
  long constant(Constant name) {
    return constants.getOrDefault(name, 0L);
  }

  /** Belongs to the caller, as does what all other methods create. */
  long add(Thing thing) {
    next += 16;
    things.put(next, thing);
    counts.put(next, 1);
    return next;
  }

  long addText(String text) {
    return add(new Text(text));
  }

  long addData(byte[] bytes) {
    Memory own = new Memory(Math.max(bytes.length, 1));
    own.write(0, bytes, 0, bytes.length);
    return add(new Data(Pointer.nativeValue(own), bytes.length, List.of(own)));
  }

  /** Keeps its keys and values, as kCFTypeDictionaryKeyCallBacks and the other do. */
  long addDictionary(long[] keys, long[] values) {
    Map<Long, Long> entries = new LinkedHashMap<>();
    for (int i = 0; i < keys.length; i++) {
      assertTrue(thing(keys[i]) instanceof Named, "a key that is no constant");
      entries.put(keys[i], values[i]);
      retain(values[i]);
    }
    return add(new Dictionary(entries));
  }

  /** Takes its values over. */
  long addArray(List<Long> values) {
    return add(new Array(values));
  }

  Thing thing(long reference) {
    assertTrue(things.containsKey(reference), "a reference to nothing");
    return things.get(reference);
  }

  Dictionary dictionary(long reference) {
    return (Dictionary) thing(reference);
  }

  String text(long reference) {
    return ((Text) thing(reference)).text();
  }

  Data data(long reference) {
    return (Data) thing(reference);
  }

  byte[] bytes(long reference) {
    Data data = data(reference);
    return data.length() == 0
        ? new byte[0]
        : new Pointer(data.address()).getByteArray(0, data.length());
  }

  /** A query as a person reads it. */
  String describe(long reference) {
    return switch (thing(reference)) {
      case Text text -> text.text();
      case Data _ -> new String(bytes(reference), StandardCharsets.UTF_8);
      case Named named -> named.name().symbol();
      case Array array -> array.values().stream().map(this::describe).toList().toString();
      case Dictionary dictionary -> {
        Map<String, String> entries = new LinkedHashMap<>();
        dictionary.entries().forEach((key, value) -> entries.put(describe(key), describe(value)));
        yield entries.toString();
      }
    };
  }

  void retain(long reference) {
    if (!isConstant(reference)) {
      counts.merge(reference, 1, Integer::sum);
    }
  }

  void release(long reference) {
    assertNotEquals(0, reference, "CFRelease(NULL) ends the process");
    if (isConstant(reference)) {
      return;
    }
    Thing thing = thing(reference);
    if (counts.merge(reference, -1, Integer::sum) > 0) {
      return;
    }
    counts.remove(reference);
    switch (thing) {
      case Dictionary dictionary -> dictionary.entries().values().forEach(this::release);
      case Array array -> array.values().forEach(this::release);
      case Data data when !data.own().isEmpty() -> {
        assertArrayEquals(new byte[data.length()], bytes(reference), "a secret goes unwiped");
        data.own().getFirst().close();
      }
      case Data _, Text _, Named _ -> {}
    }
    things.remove(reference);
  }

  /** How much was not released. */
  int alive() {
    return things.size() - constants.size();
  }

  private boolean isConstant(long reference) {
    return constants.containsValue(reference);
  }
}
