package org.culvert.app.keyring.mac;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One user's keychain that is a file, and the user. */
final class FakeKeychain implements KeychainApi {
  private static final int PARAM = -50;
  private static final int CANCELED = -128;
  private static final int INTERACTION_NOT_ALLOWED = -25308;
  private static final Set<Constant> FINDING =
      Set.of(Constant.CLASS, Constant.SERVICE, Constant.ACCOUNT);
  private static final Set<Constant> SEARCHING =
      Set.of(
          Constant.CLASS,
          Constant.SERVICE,
          Constant.ACCOUNT,
          Constant.MATCH_LIMIT,
          Constant.RETURN_DATA,
          Constant.RETURN_ATTRIBUTES);
  private static final Set<Constant> ADDING =
      Set.of(Constant.CLASS, Constant.SERVICE, Constant.ACCOUNT, Constant.LABEL, Constant.DATA);
  private static final Set<Constant> CHANGING = Set.of(Constant.LABEL, Constant.DATA);

  final CfHeap heap = new CfHeap();
  final Map<Name, Item> items = new LinkedHashMap<>();

  /** What it was asked for: functions and dictionaries. */
  final List<String> heard = new ArrayList<>();

  /** Whether somebody has to be asked before anything happens; attributes are readable. */
  boolean locked;

  /** Whether somebody has to be asked for attributes too. */
  boolean hidesAttributes;

  /** Whether who is asked agrees. */
  boolean agrees;

  /** How often somebody was asked. */
  int asked;

  /** Answered to everything, when it is not 0. */
  int status;

  private boolean interaction = true;

  record Name(String service, String account) {}

  record Item(String label, String secret) {}

  /** Whether a user may be asked as things stand. */
  boolean allowsInteraction() {
    return interaction;
  }

  void put(String service, String account, String secret) {
    items.put(new Name(service, account), new Item("", secret));
  }

  Item item(String service, String account) {
    return item(new Name(service, account));
  }

  private Item item(Name name) {
    return Objects.requireNonNull(items.get(name));
  }

  @Override
  public long constant(Constant name) {
    return heap.constant(name);
  }

  @Override
  public long createString(byte[] utf8) {
    return heap.addText(new String(utf8, StandardCharsets.UTF_8));
  }

  @Override
  public long createData(long bytes, long length) {
    return heap.add(new CfHeap.Data(bytes, (int) length, List.of()));
  }

  @Override
  public long createDictionary(long[] keys, long[] values) {
    return heap.addDictionary(keys, values);
  }

  @Override
  public void release(long reference) {
    heap.release(reference);
  }

  @Override
  public boolean isString(long reference) {
    return heap.thing(reference) instanceof CfHeap.Text;
  }

  @Override
  public String text(long string) {
    return heap.text(string);
  }

  @Override
  public long dataLength(long data) {
    return heap.data(data).length();
  }

  @Override
  public long dataBytes(long data) {
    return heap.data(data).address();
  }

  @Override
  public long arrayCount(long array) {
    return ((CfHeap.Array) heap.thing(array)).values().size();
  }

  @Override
  public long arrayValue(long array, long index) {
    return ((CfHeap.Array) heap.thing(array)).values().get((int) index);
  }

  @Override
  public long dictionaryValue(long dictionary, long key) {
    return heap.dictionary(dictionary).entries().getOrDefault(key, 0L);
  }

  @Override
  public int add(long attributes) {
    hear("add", attributes);
    Name name = name(attributes);
    if (name == null || !onlyOf(attributes, ADDING) || value(attributes, Constant.DATA) == 0) {
      return PARAM;
    }
    int refusal = ask();
    if (refusal != 0) {
      return refusal;
    }
    if (items.containsKey(name)) {
      return Status.DUPLICATE;
    }
    items.put(name, changed(new Item("", ""), attributes));
    return 0;
  }

  @Override
  public int update(long query, long changes) {
    hear("update", query, changes);
    Name name = name(query);
    if (name == null || !onlyOf(query, FINDING) || !onlyOf(changes, CHANGING)) {
      return PARAM;
    }
    Item item = items.get(name);
    if (item == null) {
      return Status.NOT_FOUND;
    }
    int refusal = ask();
    if (refusal == 0) {
      items.put(name, changed(item, changes));
    }
    return refusal;
  }

  @Override
  public int delete(long query) {
    hear("delete", query);
    Name name = name(query);
    if (name == null || !onlyOf(query, FINDING)) {
      return PARAM;
    }
    if (!items.containsKey(name)) {
      return Status.NOT_FOUND;
    }
    int refusal = ask();
    if (refusal == 0) {
      items.remove(name);
    }
    return refusal;
  }

  @Override
  public int copyMatching(long query, long[] result) {
    hear("copy", query);
    boolean all = value(query, Constant.MATCH_LIMIT) == constant(Constant.MATCH_ALL);
    boolean data = value(query, Constant.RETURN_DATA) == constant(Constant.TRUE);
    boolean attributes = value(query, Constant.RETURN_ATTRIBUTES) == constant(Constant.TRUE);
    // Of several items at once there are no secrets; one item's is data and not a dictionary.
    if (!onlyOf(query, SEARCHING) || isNotPassword(query) || data == attributes || data == all) {
      return PARAM;
    }
    if (status != 0) {
      return status;
    }
    List<Name> found =
        items.keySet().stream()
            .filter(it -> matches(query, Constant.SERVICE, it.service()))
            .filter(it -> matches(query, Constant.ACCOUNT, it.account()))
            .toList();
    if (found.isEmpty()) {
      return Status.NOT_FOUND;
    }
    int refusal = data || hidesAttributes ? ask() : 0;
    if (refusal == 0) {
      result[0] =
          data
              ? heap.addData(item(found.getFirst()).secret().getBytes(StandardCharsets.UTF_8))
              : heap.addArray(found.stream().map(this::attributes).toList());
    }
    return refusal;
  }

  @Override
  public int allowInteraction(boolean allowed) {
    heard.add("interaction " + allowed);
    if (status == 0) {
      interaction = allowed;
    }
    return status;
  }

  private long attributes(Name name) {
    long account =
        name.account().isEmpty() ? heap.addData(new byte[0]) : heap.addText(name.account());
    long service = heap.addText(name.service());
    long dictionary =
        heap.addDictionary(
            new long[] {constant(Constant.SERVICE), constant(Constant.ACCOUNT)},
            new long[] {service, account});
    heap.release(account);
    heap.release(service);
    return dictionary;
  }

  private Item changed(Item item, long changes) {
    long label = value(changes, Constant.LABEL);
    long data = value(changes, Constant.DATA);
    return new Item(
        label == 0 ? item.label() : heap.text(label),
        data == 0 ? item.secret() : new String(heap.bytes(data), StandardCharsets.UTF_8));
  }

  private int ask() {
    if (status != 0) {
      return status;
    }
    if (!locked) {
      return 0;
    }
    if (!interaction) {
      return INTERACTION_NOT_ALLOWED;
    }
    asked++;
    return agrees ? 0 : CANCELED;
  }

  private void hear(String function, long... dictionaries) {
    StringBuilder text = new StringBuilder(function);
    for (long dictionary : dictionaries) {
      text.append(' ').append(heap.describe(dictionary));
    }
    heard.add(text.toString());
  }

  private @Nullable Name name(long query) {
    long service = value(query, Constant.SERVICE);
    long account = value(query, Constant.ACCOUNT);
    return isNotPassword(query) || service == 0 || account == 0
        ? null
        : new Name(heap.text(service), heap.text(account));
  }

  private boolean isNotPassword(long query) {
    return value(query, Constant.CLASS) != constant(Constant.GENERIC_PASSWORD);
  }

  private boolean matches(long query, Constant key, String text) {
    long wanted = value(query, key);
    return wanted == 0 || heap.text(wanted).equals(text);
  }

  private long value(long dictionary, Constant key) {
    return dictionaryValue(dictionary, constant(key));
  }

  private boolean onlyOf(long dictionary, Set<Constant> allowed) {
    return heap.dictionary(dictionary).entries().keySet().stream()
        .map(key -> ((CfHeap.Named) heap.thing(key)).name())
        .allMatch(allowed::contains);
  }
}
