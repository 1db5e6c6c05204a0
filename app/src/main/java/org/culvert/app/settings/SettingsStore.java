package org.culvert.app.settings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Where settings are kept between two windows. Any thread may call it; calls may block. */
public interface SettingsStore {
  /** Nothing is kept. */
  SettingsStore NONE =
      new SettingsStore() {
        @Override
        public Settings read() {
          return Settings.USUAL;
        }

        @Override
        public void change(UnaryOperator<Settings> change) {}

        @Override
        public Optional<Path> change(UnaryOperator<Settings> change, Settings instead) {
          return Optional.empty();
        }
      };

  /**
   * What is kept.
   *
   * @throws DamagedSettingsException when it cannot be understood; it is left as it is
   */
  Settings read() throws IOException;

  /**
   * Changes what is kept now, whoever kept it: another window or a command may have changed other
   * things meanwhile.
   *
   * @throws DamagedSettingsException when it cannot be understood; it is left as it is
   */
  void change(UnaryOperator<Settings> change) throws IOException;

  /**
   * The same for somebody who knows what to keep where that cannot be understood: nobody finds
   * other settings in between.
   *
   * @param instead kept in the place of what cannot be understood
   * @return where that went
   */
  Optional<Path> change(UnaryOperator<Settings> change, Settings instead) throws IOException;

  /**
   * Begins to watch what others keep, where that can be noticed.
   *
   * @param changed called on any thread, some time after each change, and now and then without one
   * @return ends it
   */
  default Runnable watch(Runnable changed) {
    return () -> {};
  }

  /**
   * The store for a window of another kind: what is different for single profiles is not its
   * affair, nor is what nobody understands, and it leaves nothing behind.
   */
  default SettingsStore lent() {
    SettingsStore lender = this;
    return new SettingsStore() {
      @Override
      public Settings read() throws IOException {
        try {
          return lender.read().only(Set.of());
        } catch (DamagedSettingsException e) {
          return Settings.USUAL;
        }
      }

      @Override
      public void change(UnaryOperator<Settings> change) {}

      @Override
      public Optional<Path> change(UnaryOperator<Settings> change, Settings instead) {
        return Optional.empty();
      }
    };
  }
}
