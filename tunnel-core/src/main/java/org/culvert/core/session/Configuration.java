package org.culvert.core.session;

import java.util.List;
import java.util.stream.Stream;
import org.culvert.core.plan.PlanException;
import org.culvert.core.plan.Planned;
import org.culvert.core.plan.TunnelPlan;
import org.culvert.core.plan.TunnelPlanner;
import org.culvert.core.push.Announced;
import org.culvert.core.push.PushException;
import org.culvert.core.push.PushUpdate;
import org.culvert.core.push.PushedOptions;

/**
 * What the server wants configured, as it stands after its push and all updates of that.
 *
 * @param options their texts, without tokens, which are for one use
 * @param announced what our peer info had promised when they were pushed
 * @param pushed what they say
 * @param plan what they and the profile make of the machine
 * @param notes sentences for the log
 */
record Configuration(
    List<String> options,
    Announced announced,
    PushedOptions pushed,
    TunnelPlan plan,
    List<String> notes) {

  /**
   * Reads a complete push reply.
   *
   * @throws PushException when it is refused; nothing secret is left then
   * @throws PlanException when no tunnel can be made of it
   */
  static Configuration of(SessionSetup setup, List<String> options, Announced announced)
      throws PushException, PlanException {
    PushedOptions pushed = PushedOptions.parse(options, setup.profile().pull(), announced);
    try {
      // Those of the profile become routes, too.
      setup.room().reach(options.size() + setup.profile().tunnel().network().size());
      Planned planned =
          TunnelPlanner.plan(
              setup.profile().tunnel(), setup.remote().sizes(), pushed.network(), setup.address());
      return new Configuration(
          options.stream().filter(option -> !option.startsWith("auth-token")).toList(),
          announced,
          pushed.planned(),
          planned.plan(),
          Stream.concat(pushed.ignored().stream(), planned.notes().stream()).toList());
    } catch (PlanException | PushException e) {
      pushed.authToken().ifPresent(token -> token.wipe());
      throw e;
    }
  }

  /** After an update. */
  Configuration updated(SessionSetup setup, PushUpdate changed)
      throws PushException, PlanException {
    Configuration after = of(setup, changed.options(), announced);
    List<String> all = Stream.concat(changed.notes().stream(), after.notes().stream()).toList();
    return new Configuration(after.options(), announced, after.pushed(), after.plan(), all);
  }

  /** The notes that there were not before. */
  List<String> notesSince(Configuration before) {
    return notes.stream().filter(note -> !before.notes().contains(note)).toList();
  }
}
