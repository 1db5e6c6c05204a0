import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes a runnable launcher from a template in packaging/launchers.
 *
 * <p>Started by Maven on the toolchain's JDK: its home is the one that the launcher remembers.
 * Arguments: template, file to write, then {@code name=value} for each {@code @name@} in it.
 */
final class Launcher {
  private Launcher() {}

  public static void main(String[] args) throws IOException {
    Path template = Path.of(args[0]);
    Path target = Path.of(args[1]);
    Map<String, String> values = new LinkedHashMap<>();
    values.put("java.home", System.getProperty("java.home"));
    values.put("find-jdk", Files.readString(template.resolveSibling("../find-jdk.sh")));
    for (int i = 2; i < args.length; i++) {
      int equals = args[i].indexOf('=');
      values.put(args[i].substring(0, equals), args[i].substring(equals + 1));
    }
    String text = Files.readString(template);
    for (var entry : values.entrySet()) {
      text = text.replace("@" + entry.getKey() + "@", entry.getValue());
    }
    Files.writeString(target, text);
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
