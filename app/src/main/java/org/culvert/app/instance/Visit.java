package org.culvert.app.instance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.culvert.core.api.json.JsonObject;
import org.culvert.core.api.json.MalformedMessageException;

/**
 * What a later start wants of the window.
 *
 * @param files what is to be imported, by absolute paths; mostly nothing
 * @param address where a profile is to be imported from, as the user has it: it may hold a password
 */
public record Visit(List<Path> files, Optional<String> address) {
  /** Only wants to see it. */
  public static final Visit PLAIN = new Visit(List.of());

  public Visit {
    files = List.copyOf(files);
  }

  /** Without an address. */
  public Visit(List<Path> files) {
    this(files, Optional.empty());
  }

  /** Whether it brings nothing to import. */
  public boolean isPlain() {
    return files.isEmpty() && address.isEmpty();
  }

  byte[] toLine() {
    JsonObject line =
        new JsonObject()
            .putTexts("files", files.stream().map(Path::toString).toList())
            .put("address", address);
    return (line + "\n").getBytes(UTF_8);
  }

  static Visit ofLine(byte[] line) throws MalformedMessageException {
    try {
      JsonObject said = JsonObject.parse(line);
      return new Visit(
          said.texts("files").stream().map(Path::of).toList(), said.optionalText("address"));
    } catch (InvalidPathException e) {
      throw new MalformedMessageException("no path of this system");
    }
  }

  /** Leaves the address out. */
  @Override
  public String toString() {
    return "Visit[" + files + (address.isPresent() ? ", an address]" : "]");
  }
}
