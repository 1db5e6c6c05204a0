package org.culvert.core.fuzz;

import java.util.List;

/** One reader of hostile bytes. */
public interface FuzzTarget {
  /** Of the folder with its inputs. */
  String name();

  /** Well-formed inputs to start from; the same every time. */
  List<byte[]> seeds();

  /**
   * Feeds one input to fresh readers. Returns normally for every input, good or bad: what the
   * readers document as their way of refusing is caught here, anything else is a defect.
   */
  void run(byte[] input);

  /**
   * The most bytes that one input may cost. Everything that is allocated on the way counts, not
   * only what is alive at a time.
   */
  default long budget() {
    return 16L << 20;
  }
}
