import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a runnable launcher from a template in packaging/launchers, and makes it start quickly.
 *
 * <p>Started by Maven on the toolchain's JDK: its home is the one that the launcher remembers.
 * Arguments: template, file to write, what to start it with for its class cache (one argument,
 * words apart by spaces; empty for no cache), then {@code name=value} for each {@code @name@} in
 * the template.
 */
final class Launcher {
  private Launcher() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Path template = Path.of(args[0]);
    Path target = Path.of(args[1]);
    Path modules = target.resolveSibling("modules");
    Unsigned.rewriteAll(modules);
    NativeLibraries.layOut(modules);
    Map<String, String> values = new LinkedHashMap<>();
    values.put("java.home", System.getProperty("java.home"));
    values.put("find-jdk", Files.readString(template.resolveSibling("../find-jdk.sh")));
    for (int i = 3; i < args.length; i++) {
      int equals = args[i].indexOf('=');
      values.put(args[i].substring(0, equals), args[i].substring(equals + 1));
    }
    String text = Files.readString(template);
    for (var entry : values.entrySet()) {
      text = text.replace("@" + entry.getKey() + "@", entry.getValue());
    }
    Files.writeString(target, text);
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
    if (!args[2].isBlank()) {
      Path cache = target.resolveSibling(target.getFileName() + ".aot");
      ClassCache.make(
          target,
          cache,
          // Profiles of what runs are for the second compiler; the first one only compiles more for them.
          !text.contains("-XX:TieredStopAtLevel=1"),
          List.of(args[2].split(" ", -1)));
      // The build is as new as its last step.
      Files.setLastModifiedTime(
          target, java.nio.file.attribute.FileTime.fromMillis(System.currentTimeMillis()));
    }
  }
}
