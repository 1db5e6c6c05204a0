package org.culvert.core.profile;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything that a {@link Finding} can say, with the English words for it. The wire name is
 * stable. {@code {0}}, {@code {1}} … stand for the finding's arguments; of one about a directive,
 * {@code {0}} is its name.
 */
public sealed interface FindingCode
    permits FileCode,
        LineCode,
        VerdictCode,
        MaterialCode,
        ServerCode,
        SecurityCode,
        TunnelCode,
        UserCode {

  /** All there are. */
  static Stream<FindingCode> all() {
    return Stream.<FindingCode[]>of(
            FileCode.values(),
            LineCode.values(),
            VerdictCode.values(),
            MaterialCode.values(),
            ServerCode.values(),
            SecurityCode.values(),
            TunnelCode.values(),
            UserCode.values())
        .flatMap(Arrays::stream);
  }

  /** The one with this wire name. */
  static Optional<FindingCode> find(String wireName) {
    return all().filter(code -> code.wireName().equals(wireName)).findFirst();
  }

  /** The constant's name. */
  String name();

  /** The English words. */
  FindingText text();

  /** The stable name in JSON and in translations, for example {@code web-page}. */
  default String wireName() {
    return FindingText.wireName(name());
  }

  /** The stable name of what to do about it, which several codes may have in common. */
  default String remedyName() {
    return text().shared().orElseGet(this::wireName);
  }
}
