package org.culvert.app.totals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Where totals are kept between two windows. Any thread may call it; calls may block. */
public interface TotalsStore {
  /**
   * What was kept.
   *
   * @param putAside where a file went that could not be understood, with which counting begins anew
   */
  record Kept(Totals totals, Optional<Path> putAside) {}

  /** Nothing is kept: for a window that is gone with what it showed. */
  TotalsStore NONE =
      new TotalsStore() {
        @Override
        public Optional<Kept> claim() {
          return Optional.of(new Kept(Totals.NONE, Optional.empty()));
        }

        @Override
        public Totals read() {
          return Totals.NONE;
        }

        @Override
        public void save(Totals totals) {}

        @Override
        public void release() {}
      };

  /**
   * Becomes the one who counts, and reads what was kept. Empty while another window counts: two
   * would count everything twice.
   */
  Optional<Kept> claim() throws IOException;

  /**
   * What was kept, for somebody who does not count; the last minute of who counts may be missing.
   *
   * @throws IOException also when it cannot be understood; it is left as it is
   */
  Totals read() throws IOException;

  /** Keeps totals instead of those before; does nothing for those who do not count. */
  void save(Totals totals) throws IOException;

  /** Lets another one count. */
  void release() throws IOException;

  /**
   * What one name carried is another's from now on: for somebody who does not count. While a window
   * does, nothing happens; it sees for itself that the profile has another name.
   *
   * @return where a file went that could not be understood, with which counting begins anew
   */
  default Optional<Path> rename(String old, String now) throws IOException {
    Optional<Kept> kept = claim();
    if (kept.isEmpty()) {
      return Optional.empty();
    }
    try {
      TrafficLedger ledger = new TrafficLedger(kept.get().totals());
      ledger.rename(old, now);
      save(ledger.totals());
      return kept.get().putAside();
    } finally {
      release();
    }
  }
}
