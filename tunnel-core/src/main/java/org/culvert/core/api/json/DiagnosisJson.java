package org.culvert.core.api.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.culvert.core.api.Diagnosis;
import org.culvert.core.api.MachineCode;
import org.culvert.core.api.MachinePart;

/** What stands beside the words of a finding, for scripts and other languages. */
final class DiagnosisJson {
  private static final String CODE = "code";
  private static final String ARGS = "args";
  private static final String PARTS = "parts";
  private static final String REASONS = "reasons";

  private DiagnosisJson() {}

  static void write(JsonObject finding, Diagnosis diagnosis) {
    finding.put(CODE, diagnosis.code().wireName()).putTexts(ARGS, diagnosis.args());
    if (!diagnosis.parts().isEmpty()) {
      finding.putTexts(PARTS, diagnosis.parts().stream().map(MachinePart::wireName).toList());
    }
    if (!diagnosis.reasons().isEmpty()) {
      finding.putObjects(
          REASONS,
          diagnosis.reasons().stream()
              .map(reason -> Wire.write(new JsonObject(), reason))
              .toList());
    }
  }

  /** Nothing of an older helper, and of a code that only a newer one knows. */
  static Optional<Diagnosis> read(JsonObject finding) throws MalformedMessageException {
    Optional<MachineCode> code =
        finding.optionalText(CODE).flatMap(name -> Wire.find(name, MachineCode.class));
    if (code.isEmpty()) {
      return Optional.empty();
    }
    List<String> args = finding.has(ARGS) ? finding.texts(ARGS) : List.of();
    List<String> names = finding.has(PARTS) ? finding.texts(PARTS) : List.of();
    List<MachinePart> parts = new ArrayList<>();
    for (String name : names) {
      Wire.find(name, MachinePart.class).ifPresent(parts::add);
    }
    List<JsonObject> quoted = finding.has(REASONS) ? finding.objects(REASONS) : List.of();
    return Optional.of(new Diagnosis(code.get(), args, parts, Wire.readAll(quoted, Wire::reason)));
  }
}
