package org.culvert.app.notify;

/** Tells things. Its methods return at once, and may be called from any thread. */
public interface Notifier {
  /** Tells something. */
  void tell(Message message);

  /** Takes back what was told of a profile: it is no longer so. */
  void withdraw(String profile);

  /** Takes everything back that is still shown: the user knows. */
  void withdraw();

  /** Takes everything back, and tells no more. */
  void close();
}
