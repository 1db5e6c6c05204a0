package org.culvert.helper.path.kernel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.culvert.core.api.PathReason;
import org.culvert.core.keys.DataKeys;

/** What the kernel would have been asked for. */
public class FakePeer implements KernelPeer {
  static final InetSocketAddress SERVER =
      new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 1194);

  final List<String> calls = new ArrayList<>();
  final Map<KeySlot, Integer> slots = new EnumMap<>(KeySlot.class);
  final List<KernelNotice> notices = new ArrayList<>();
  KernelStats stats = stats(0, 0);
  Optional<IOException> failure = Optional.empty();

  /** The id of a key that it does not take. */
  OptionalInt refusedKey = OptionalInt.empty();

  static KernelStats stats(long linkPacketsIn, long linkPacketsOut) {
    return new KernelStats(
        11, 12, 13, 14, 100, 200, linkPacketsIn, linkPacketsOut, Optional.of(SERVER));
  }

  private void call(String what) throws IOException {
    calls.add(what);
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  @Override
  public void keepalive(int interval, int timeout) throws IOException {
    call("keepalive " + interval + " " + timeout);
  }

  @Override
  public void install(KeySlot slot, DataKeys keys) throws IOException {
    call("install " + keys.keyId() + " " + slot);
    if (refusedKey.isPresent() && refusedKey.getAsInt() == keys.keyId()) {
      throw new KernelRefusedException(PathReason.said("no"));
    }
    slots.put(slot, keys.keyId());
  }

  @Override
  public OptionalInt keyIn(KeySlot slot) {
    return slots.containsKey(slot) ? OptionalInt.of(slots.get(slot)) : OptionalInt.empty();
  }

  @Override
  public void swap() throws IOException {
    call("swap");
    Integer primary = slots.get(KeySlot.PRIMARY);
    slots.put(KeySlot.PRIMARY, slots.get(KeySlot.SECONDARY));
    slots.put(KeySlot.SECONDARY, primary);
  }

  @Override
  public void delete(KeySlot slot) throws IOException {
    call("delete " + slot);
    slots.remove(slot);
  }

  @Override
  public void moveTo(InetSocketAddress remote) throws IOException {
    call("move " + remote.getPort());
  }

  @Override
  public KernelStats stats() throws IOException {
    if (failure.isPresent()) {
      throw failure.get();
    }
    return stats;
  }

  @Override
  public List<KernelNotice> notices() {
    List<KernelNotice> all = List.copyOf(notices);
    notices.clear();
    return all;
  }

  @Override
  public void close() {
    calls.add("close");
  }
}
