package org.culvert.helper.host;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What may leave this machine. As long as one hold's passage blocks, nothing does but what all
 * passages together let out. May be called from any thread; calls are carried out one at a time.
 *
 * <p>A block outlives the process, however that ends: only {@link #lift} takes it back.
 */
public interface HostFirewall {
  /** Why this machine cannot block, as a part of a sentence; empty when it can. */
  Optional<String> obstacle();

  /** What our own transport's sockets are to be marked with; empty where marks say nothing. */
  OptionalInt mark();

  /**
   * Lets out what the passage says, in place of what it said before. The block stands when this
   * returns, if there is to be one; at no moment in between was there less of it than before and
   * after.
   *
   * @throws IOException when that could not be done; then everything is as before
   */
  void admit(Hold hold, Passage passage) throws IOException;

  /** What an earlier {@link #admit} said counts no more. Twice is fine. */
  void lift(Hold hold) throws IOException;

  /** Whether the hold's passage blocks. */
  boolean blocks(Hold hold);

  /** Those that block. */
  List<Hold> blocking();

  /** Why less may be blocked than is wanted, at this moment; empty when all is well. */
  Optional<String> trouble();

  /**
   * Whether {@link #lookUp} finds names while everything is blocked. It does not where only a
   * resolver on this machine is asked: what that asks others stays in, too.
   */
  boolean canLookUp();

  /**
   * All addresses of a name, found whatever is blocked.
   *
   * @throws UnknownHostException when none was found
   */
  InetAddress[] lookUp(String name) throws UnknownHostException;

  /**
   * Finds blocks that an earlier process left behind, and lets them stand with nothing let out.
   * Called once, before anything else. Returns a sentence for each.
   */
  List<String> recover() throws IOException;
}
