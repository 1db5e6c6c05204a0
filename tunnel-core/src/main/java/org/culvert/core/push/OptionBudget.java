package org.culvert.core.push;

/**
 * How many pushed options all sessions of a process may hold together: each costs about a kilobyte
 * while it becomes a route, and a session that takes all memory ends the tunnels of everybody.
 * Whoever wants a few always has room for them. Thread-safe.
 */
public final class OptionBudget {
  /** What the sessions share. */
  public static final int SHARED = 20_000;

  /** What each session has besides. */
  public static final int OWN = 512;

  /** Longer options count as several. */
  private static final int USUAL_LENGTH = 64;

  private int left = SHARED;

  /** All of it is free. */
  public OptionBudget() {}

  /** As how many options a number of them counts, of this length together. */
  static int weight(int options, int characters) {
    return Math.max(options, characters / USUAL_LENGTH);
  }

  /** For one session. */
  public Share open() {
    return new Share();
  }

  /**
   * One session's part. It does not become smaller while the session lives: a tunnel of an earlier
   * attempt may stand.
   */
  public final class Share implements AutoCloseable {
    private int held;

    private Share() {}

    /** Makes room for the options of a configuration. */
    public void reach(Iterable<String> options) throws PushException {
      int count = 0;
      int characters = 0;
      for (String option : options) {
        count++;
        characters += option.length();
      }
      reach(weight(count, characters));
    }

    /**
     * Makes room for so many options in all.
     *
     * @throws PushException when other sessions leave too little
     */
    public void reach(int options) throws PushException {
      synchronized (OptionBudget.this) {
        int more = options - OWN - held;
        if (more > left) {
          throw new PushException(
              "The server pushes "
                  + options
                  + " options or more, but all tunnels of this machine together have room for "
                  + SHARED
                  + " (routes above all), and "
                  + (SHARED - left)
                  + " are in use: disconnect another tunnel that has many, or ask the server's"
                  + " administrator for fewer.");
        }
        if (more > 0) {
          left -= more;
          held += more;
        }
      }
    }

    /** The session is over. */
    @Override
    public void close() {
      synchronized (OptionBudget.this) {
        left += held;
        held = 0;
      }
    }
  }
}
