package org.culvert.app.instance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.culvert.core.api.json.JsonObject;
import org.culvert.core.api.json.MalformedMessageException;

/**
 * What a later start wants of the window.
 *
 * @param files what is to be imported, by absolute paths; mostly nothing
 */
public record Visit(List<Path> files) {
  public Visit {
    files = List.copyOf(files);
  }

  byte[] toLine() {
    JsonObject line =
        new JsonObject().putTexts("files", files.stream().map(Path::toString).toList());
    return (line + "\n").getBytes(UTF_8);
  }

  static Visit ofLine(byte[] line) throws MalformedMessageException {
    try {
      return new Visit(JsonObject.parse(line).texts("files").stream().map(Path::of).toList());
    } catch (InvalidPathException e) {
      throw new MalformedMessageException("no path of this system");
    }
  }
}
