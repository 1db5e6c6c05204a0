package org.culvert.core.api;

import java.util.List;

/** Why a connection takes its data path, told to a user. Arguments are as in a {@link Problem}. */
public record PathReason(PathReasonCode code, List<String> args) {
  public PathReason {
    args = List.copyOf(args);
  }

  /** A reason with the arguments that its code's words name. */
  public static PathReason of(PathReasonCode code, String... args) {
    return new PathReason(code, List.of(args));
  }

  /** One in words that are not ours, which stay as they are. */
  public static PathReason said(String words) {
    return of(PathReasonCode.AS_SAID, words);
  }

  /** One English sentence without a final stop. */
  public String sentence() {
    return code.sentence(args.toArray());
  }

  /** The same to follow a colon. */
  public String clause() {
    return code.clause(args.toArray());
  }

  /** What would let the kernel carry the packets: one English sentence, or nothing. */
  public String remedy() {
    return code.remedy(args.toArray());
  }
}
