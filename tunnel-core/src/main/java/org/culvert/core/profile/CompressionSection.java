package org.culvert.core.profile;

import java.util.List;
import java.util.Optional;
import org.culvert.core.wire.CompressionFraming;

/** How packets are marked as compressed, and whether received ones may be. */
final class CompressionSection implements Section {
  private final Arguments arguments;
  private final Findings findings;
  private final CompatMode compatible;
  private Optional<String> allowed = Optional.empty();
  private CompressionFraming framing = CompressionFraming.NONE;

  /** The line that asks for more than a mark. */
  private Optional<Statement> compressedAt = Optional.empty();

  CompressionSection(Findings findings, CompatMode compatible) {
    this.compatible = compatible;
    this.arguments = new Arguments(findings);
    this.findings = findings;
  }

  @Override
  public boolean read(Statement s) {
    switch (s.name()) {
      case "allow-compression" -> {
        if (arguments.oneOf(s, 0, List.of("no", "asym", "yes"))) {
          allowed = Optional.of(s.arg(0));
        }
      }
      case "compress" -> compress(s);
      case "comp-lzo" -> compLzo(s);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void compress(Statement s) {
    switch (s.has(0) ? s.arg(0) : "stub") {
      case "stub" -> only(CompressionFraming.STUB);
      case "stub-v2" -> only(CompressionFraming.STUB_V2);
      case "lzo" -> compressed(s, CompressionFraming.LZO);
      case "lz4" -> compressed(s, CompressionFraming.LZ4);
      case "lz4-v2" -> compressed(s, CompressionFraming.LZ4_V2);
      case "migrate" -> findings.note(s, Action.SERVER_STRAY, SecurityCode.MIGRATION);
      default -> arguments.oneOf(s, 0, List.of("stub", "stub-v2", "lzo", "lz4", "lz4-v2"));
    }
  }

  private void compLzo(Statement s) {
    if (s.has(0) && s.arg(0).equals("no")) {
      only(CompressionFraming.LZO);
    } else if (!s.has(0) || arguments.oneOf(s, 0, List.of("no", "yes", "adaptive"))) {
      compressed(s, CompressionFraming.LZO);
    }
  }

  private void only(CompressionFraming mark) {
    framing = mark;
    compressedAt = Optional.empty();
  }

  private void compressed(Statement s, CompressionFraming mark) {
    framing = mark;
    compressedAt = Optional.of(s);
  }

  /** Reports what cannot be had together. */
  CompressionSettings build() {
    boolean forbidden = allowed.filter("no"::equals).isPresent();
    compressedAt.ifPresent(
        s -> {
          if (forbidden) {
            findings.error(s, Action.INVALID, SecurityCode.COMPRESSION_FORBIDDEN);
          } else {
            findings.warning(s, Action.TRANSLATE, SecurityCode.COMPRESSION_LEAKS);
          }
        });
    return new CompressionSettings(
        framing,
        !forbidden
            && (allowed.isPresent()
                || compressedAt.isPresent()
                || compatible.before(CompatMode.V2_6)));
  }
}
