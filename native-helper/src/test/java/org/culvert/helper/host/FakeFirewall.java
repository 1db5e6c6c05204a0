package org.culvert.helper.host;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A firewall that only remembers. */
public final class FakeFirewall implements HostFirewall {
  /** What was admitted, the newest last. */
  public final List<Passage> admitted = new ArrayList<>();

  /** Who may do what now. */
  public final Map<Hold, Passage> passages = new LinkedHashMap<>();

  /** Fails the next changes. */
  public Optional<IOException> failure = Optional.empty();

  /** What {@link #trouble} says. */
  public Optional<String> trouble = Optional.empty();

  /** Why nothing can be blocked. */
  public Optional<String> obstacle = Optional.empty();

  @Override
  public Optional<String> obstacle() {
    return obstacle;
  }

  @Override
  public OptionalInt mark() {
    return OptionalInt.empty();
  }

  @Override
  public synchronized void admit(Hold hold, Passage passage) throws IOException {
    fail();
    admitted.add(passage);
    passages.put(hold, passage);
  }

  @Override
  public synchronized void lift(Hold hold) throws IOException {
    fail();
    passages.remove(hold);
  }

  /** What was admitted last. */
  public Passage last() {
    return admitted.getLast();
  }

  private void fail() throws IOException {
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  @Override
  public boolean blocks(Hold hold) {
    return blocking().contains(hold);
  }

  @Override
  public synchronized List<Hold> blocking() {
    List<Hold> all = new ArrayList<>();
    passages.forEach(
        (hold, passage) -> {
          if (passage.blocks()) {
            all.add(hold);
          }
        });
    return all;
  }

  @Override
  public Optional<String> trouble() {
    return trouble;
  }

  /** Whether names are found while something blocks; while nothing does, the system looks. */
  public boolean canLookUp = true;

  @Override
  public boolean canLookUp() {
    return canLookUp;
  }

  @Override
  public InetAddress[] lookUp(String name) throws UnknownHostException {
    if (name.endsWith(".invalid")) {
      throw new UnknownHostException(name);
    }
    return InetAddress.getAllByName(name);
  }

  @Override
  public List<String> recover() {
    return List.of();
  }
}
