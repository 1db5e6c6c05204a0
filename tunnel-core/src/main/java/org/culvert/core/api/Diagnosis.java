package org.culvert.core.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the doctor has to say of one thing, of which the words can be made in any language.
 *
 * @param args what stands for {@code {0}}, {@code {1}} … of the code's words
 * @param parts what is named as the next argument
 * @param reasons what is quoted as the next two
 */
public record Diagnosis(
    MachineCode code, List<String> args, List<MachinePart> parts, List<PathReason> reasons) {
  public Diagnosis {
    args = List.copyOf(args);
    parts = List.copyOf(parts);
    reasons = List.copyOf(reasons);
  }

  /** One with the arguments that its code's words name. */
  public static Diagnosis of(MachineCode code, String... args) {
    return new Diagnosis(code, List.of(args), List.of(), List.of());
  }

  /** One that names something. */
  public static Diagnosis naming(MachineCode code, List<MachinePart> parts) {
    return new Diagnosis(code, List.of(), parts, List.of());
  }

  /** One that quotes why. */
  public static Diagnosis quoting(MachineCode code, List<PathReason> reasons) {
    return new Diagnosis(code, List.of(), List.of(), reasons);
  }

  /** What was found, in English. */
  String text() {
    return PathReasonCode.fill(code.text(), told());
  }

  /** What to do, in English. */
  String remedy() {
    return remedyOfReasons(PathReason::remedy)
        .orElseGet(() -> PathReasonCode.fill(code.remedy(), told()));
  }

  /**
   * What the reasons say is to be done, where that is theirs to say and one of them does.
   *
   * @param words for a reason, empty where there are none
   */
  public Optional<String> remedyOfReasons(Function<PathReason, String> words) {
    if (!code.leavesRemedyToReasons()) {
      return Optional.empty();
    }
    List<String> sentences =
        reasons.stream().map(words).filter(it -> !it.isEmpty()).distinct().toList();
    return Optional.of(String.join(" ", sentences)).filter(it -> !it.isEmpty());
  }

  private Object[] told() {
    List<String> told = new ArrayList<>(args);
    if (!parts.isEmpty()) {
      told.add(parts.stream().map(MachinePart::words).collect(Collectors.joining(", ")));
    }
    if (!reasons.isEmpty()) {
      told.add(quoted(PathReason::sentence));
      told.add(quoted(PathReason::clause));
    }
    return told.toArray();
  }

  private String quoted(Function<PathReason, String> words) {
    return reasons.stream().map(words).collect(Collectors.joining("; "));
  }
}
