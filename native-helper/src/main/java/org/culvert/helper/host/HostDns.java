package org.culvert.helper.host;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.culvert.core.plan.DnsPlan;

/**
 * How this machine looks up names. May be called from any thread; calls are carried out one at a
 * time.
 */
public interface HostDns {
  /**
   * Lets the machine ask the plan's resolvers, in place of what was applied for the device before.
   * The device must stand. Applied again with an equal plan, it changes nothing; a plan without
   * anything takes back what was applied.
   *
   * @throws IOException when the plan could not be applied; then nothing of it is
   */
  Applied apply(String device, DnsPlan plan) throws IOException;

  /**
   * Puts back what somebody took. Cheap when nothing has changed.
   *
   * @return a sentence for each thing that was mended
   * @throws IOException when it could not be put back
   */
  List<String> repair(String device) throws IOException;

  /** Takes back everything that was applied for the device. Twice is fine; errors are logged. */
  void release(String device);

  /**
   * Undoes what an earlier process left behind, from the journal. Called once, before anything
   * else. Returns a sentence for each thing that was undone.
   */
  List<String> recover() throws IOException;

  /**
   * What came of a plan.
   *
   * @param resolver the one that is asked; empty when only search domains were set, or nothing
   * @param setIn where the machine was told; empty when nothing was to be told
   * @param notes sentences for the log
   * @param missing what of the plan this machine cannot do, and what would help
   */
  record Applied(
      Optional<DnsPlan.Resolver> resolver,
      List<String> searchDomains,
      Optional<String> setIn,
      List<String> notes,
      Optional<Missing> missing) {
    public static final Applied NOTHING =
        new Applied(Optional.empty(), List.of(), Optional.empty(), List.of(), Optional.empty());

    public Applied {
      searchDomains = List.copyOf(searchDomains);
      notes = List.copyOf(notes);
    }
  }

  /** Something that cannot be done, and what would help: the arguments of a problem. */
  record Missing(String what, String hint) {}
}
