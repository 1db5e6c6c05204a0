package org.culvert.app.cli;

import java.util.Locale;
import org.culvert.core.api.json.JsonObject;
import org.culvert.core.profile.Finding;

/** What is found in a profile, for scripts: code and arguments stay when the words are improved. */
final class FindingJson {
  private FindingJson() {}

  static JsonObject of(Finding finding) {
    return new JsonObject()
        .put("severity", finding.severity().name().toLowerCase(Locale.ROOT))
        .put("line", finding.line())
        .put("directive", finding.directive())
        .put("code", finding.code().wireName())
        .putTexts("args", finding.args())
        .put("what", finding.what())
        .put("whatToDo", finding.whatToDo());
  }
}
