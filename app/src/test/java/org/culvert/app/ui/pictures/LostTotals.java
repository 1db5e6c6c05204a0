package org.culvert.app.ui.pictures;

import java.nio.file.Path;
import java.util.Optional;
import org.culvert.app.totals.Totals;
import org.culvert.app.totals.TotalsStore;

/** Totals that nobody understands: they were put aside. */
record LostTotals(Path file) implements TotalsStore {
  @Override
  public Optional<Kept> claim() {
    return Optional.of(new Kept(Totals.NONE, Optional.of(file)));
  }

  @Override
  public Totals read() {
    return Totals.NONE;
  }

  @Override
  public void save(Totals totals) {}

  @Override
  public void release() {}
}
