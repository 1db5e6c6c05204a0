package org.culvert.app.autostart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.culvert.app.files.PrivateFiles;

/**
 * {@code culvert.desktop} in the folder of the Desktop Application Autostart Specification. Others
 * may change it too: the desktop's own settings switch an entry off by a line in it.
 */
public final class DesktopEntry implements Autostart {
  private static final String GROUP = "[Desktop Entry]";
  private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");

  private final Path folder;
  private final Optional<Path> program;

  /**
   * @param folder that of the user; it need not be there
   * @param program what is to be started; empty when that is not known
   */
  public DesktopEntry(Path folder, Optional<Path> program) {
    this.folder = folder;
    this.program = program;
  }

  @Override
  public Optional<Obstacle> obstacle() {
    return program.isPresent() ? Optional.empty() : Optional.of(Obstacle.UNKNOWN_PROGRAM);
  }

  @Override
  public boolean isOn() throws IOException {
    Map<String, String> entry;
    try {
      entry = read(Files.readAllLines(file()));
    } catch (NoSuchFileException e) {
      return false;
    }
    return entry.containsKey("Exec")
        && !entry.getOrDefault("Hidden", "").equals("true")
        && !entry.getOrDefault("X-GNOME-Autostart-enabled", "").equals("false")
        && Optional.ofNullable(entry.get("TryExec")).map(DesktopEntry::isThere).orElse(true);
  }

  /** A bare name is looked for by the desktop, in its own way. */
  private static boolean isThere(String program) {
    return !program.startsWith("/") || Files.isExecutable(Path.of(program));
  }

  private static Map<String, String> read(List<String> lines) {
    Map<String, String> entry = new TreeMap<>();
    boolean ours = false;
    for (String line : lines) {
      int equals = line.indexOf('=');
      if (line.startsWith("[")) {
        ours = line.strip().equals(GROUP);
      } else if (ours && equals > 0 && !line.startsWith("#")) {
        entry.put(line.substring(0, equals).strip(), unescaped(line.substring(equals + 1).strip()));
      }
    }
    return entry;
  }

  @Override
  public void set(boolean on) throws IOException {
    if (!on) {
      Files.deleteIfExists(file());
      return;
    }
    Path started = program.orElseThrow(() -> new IOException("where Culvert is is not known"));
    Files.createDirectories(folder);
    PrivateFiles.write(
        file(),
        """
        %s
        Type=Application
        Name=Culvert
        Comment=VPN client for the OpenVPN protocol
        Icon=culvert
        Exec=%s gui --hidden
        TryExec=%s
        Terminal=false
        """
            .formatted(GROUP, quoted(started.toString()), escaped(started.toString()))
            .getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  /** As an argument of {@code Exec}, whose quoting comes before that of the file's texts. */
  private static String quoted(String argument) {
    return escaped("\"" + argument.replaceAll("([\"`$\\\\])", "\\\\$1").replace("%", "%%") + "\"");
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\")
        .replace("\n", "\\n")
        .replace("\t", "\\t")
        .replace("\r", "\\r");
  }

  private static String unescaped(String text) {
    return ESCAPE
        .matcher(text)
        .replaceAll(
            escape ->
                Matcher.quoteReplacement(
                    switch (escape.group(1)) {
                      case "s" -> " ";
                      case "n" -> "\n";
                      case "t" -> "\t";
                      case "r" -> "\r";
                      default -> escape.group(1);
                    }));
  }

  private Path file() {
    return folder.resolve("culvert.desktop");
  }
}
