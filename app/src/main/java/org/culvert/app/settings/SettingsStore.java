package org.culvert.app.settings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Where settings are kept between two windows. Any thread may call it; calls may block. */
public interface SettingsStore {
  /**
   * What was kept.
   *
   * @param putAside where a file went that could not be understood, with which all is as usual
   */
  record Kept(Settings settings, Optional<Path> putAside) {}

  /** Nothing is kept. */
  SettingsStore NONE =
      new SettingsStore() {
        @Override
        public Kept load() {
          return new Kept(Settings.USUAL, Optional.empty());
        }

        @Override
        public Settings read() {
          return Settings.USUAL;
        }

        @Override
        public void save(Settings settings) {}
      };

  /** Reads what was kept. */
  Kept load() throws IOException;

  /**
   * What was kept, for somebody who must not take the usual for it.
   *
   * @throws DamagedSettingsException when it cannot be understood; it is left as it is
   */
  Settings read() throws IOException;

  /** Keeps settings instead of those before. */
  void save(Settings settings) throws IOException;

  /**
   * Changes what is kept now, whoever kept it: another window or a command may have changed other
   * things meanwhile.
   *
   * @return where a file went that could not be understood: then the usual ones were changed
   */
  default Optional<Path> change(UnaryOperator<Settings> change) throws IOException {
    Kept kept = load();
    save(change.apply(kept.settings()));
    return kept.putAside();
  }

  /**
   * The same for a window of another kind: what is different for single profiles is not its affair,
   * and it leaves nothing behind.
   */
  default SettingsStore lent() {
    SettingsStore lender = this;
    return new SettingsStore() {
      @Override
      public Kept load() throws IOException {
        return new Kept(read(), Optional.empty());
      }

      @Override
      public Settings read() throws IOException {
        return lender.read().only(Set.of());
      }

      @Override
      public void save(Settings settings) {}

      @Override
      public Optional<Path> change(UnaryOperator<Settings> change) {
        return Optional.empty();
      }
    };
  }
}
