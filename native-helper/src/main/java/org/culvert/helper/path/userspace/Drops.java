package org.culvert.helper.path.userspace;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.culvert.core.data.DataCounters;
import org.culvert.helper.path.DropText;

/**
 * Packets that the loops of a path dropped. Each reason is counted by one thread at a time, and
 * read by any, who may see it a little late.
 */
final class Drops {
  /** Never changed, only its cells. */
  private final Map<Reason, AtomicLong> counts = new EnumMap<>(Reason.class);

  /** Why, in the order in which it is told. */
  enum Reason {
    /** Out: what was read from the device, once for each read. */
    NOT_UNDERSTOOD("of the tunnel's device that made no sense"),
    /** Out: somebody raised the device's MTU. */
    TOO_LONG("that were longer than the tunnel's MTU"),
    /** Out: there is none, or its packet ids are used up. */
    NO_KEY("for which there was no key"),
    /** Out: too many of them wait for a loop that a server holds up. */
    NO_ROOM("of the session's own for which there was no room"),
    /** In. */
    NO_DEVICE("that came while there was no tunnel device"),
    /** In: authentic, but no IP packets, or too long. */
    UNFIT("from the server that were no packets for the tunnel"),
    /** In. */
    REFUSED("that the tunnel's device did not take");

    private final String which;

    Reason(String which) {
      this.which = which;
    }
  }

  Drops() {
    for (Reason reason : Reason.values()) {
      counts.put(reason, new AtomicLong());
    }
  }

  void add(Reason reason, long more) {
    AtomicLong cell = cell(reason);
    cell.setOpaque(cell.getPlain() + more);
  }

  long count(Reason reason) {
    return cell(reason).getOpaque();
  }

  private AtomicLong cell(Reason reason) {
    return Objects.requireNonNull(counts.get(reason));
  }

  /** All of them, with those that the data channel did not open; empty for none. */
  Optional<String> text(DataCounters channel) {
    DropText text = new DropText();
    for (Reason reason : Reason.values()) {
      text.add(count(reason), reason.which);
    }
    return text.add(channel.droppedMalformed(), "data packets that made no sense")
        .add(channel.droppedNoKey(), "with a key that was not there")
        .add(channel.droppedNotAuthentic(), "that were not authentic")
        .add(channel.droppedReplayed(), "that came twice or far too late")
        .add(channel.droppedCompressed(), "that were compressed without leave")
        .add(channel.droppedFraming(), "that were not framed as agreed")
        .text();
  }
}
