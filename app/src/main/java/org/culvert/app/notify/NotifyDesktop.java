package org.culvert.app.notify;

/** Where things can be told. */
@FunctionalInterface
public interface NotifyDesktop {
  /** A desktop that tells nothing. */
  NotifyDesktop NONE = _ -> new Silence();

  /**
   * Begins; returns at once, also where nobody shows anything.
   *
   * @param clicked called, on a thread of its own, when the user wants to see more
   */
  Notifier open(Runnable clicked);

  /** Tells nobody. */
  record Silence() implements Notifier {
    @Override
    public void tell(Message message) {}

    @Override
    public void withdraw(String profile) {}

    @Override
    public void withdraw() {}

    @Override
    public void close() {}
  }
}
