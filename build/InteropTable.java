import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Prints the table of what carried packets with which server, from the cells that the tests wrote.
 * Fails when a cell is empty without a reason in build/interop-rows, and when docs/INTEROP.md says
 * something else than this run. Argument: the top of the source tree.
 */
final class InteropTable {
  private static final Map<String, String> COLUMNS = new LinkedHashMap<>();

  static {
    COLUMNS.put("2.6", "OpenVPN 2.6 (Debian 12)");
    COLUMNS.put("2.7", "OpenVPN 2.7 (Debian sid)");
    COLUMNS.put("demo", "our demo server");
  }

  private static final String CARRIED = "yes";

  private InteropTable() {}

  /** A line of build/interop-rows. */
  private sealed interface Line {
    /** A heading. */
    record Section(String name) implements Line {}

    /** A feature, and why some of its cells are empty. */
    record Row(String name, Map<String, String> reasons) implements Line {}
  }

  public static void main(String[] args) throws IOException {
    Path root = Path.of(args[0]);
    Map<String, String> defaults = new LinkedHashMap<>();
    List<Line> lines = read(root.resolve("build/interop-rows"), defaults);
    Set<String> carried = new HashSet<>(cells(root.resolve("app/target/interop-cells")));
    List<String> notes = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    StringBuilder table = new StringBuilder();
    int count = 0;
    for (Line line : lines) {
      switch (line) {
        case Line.Section section -> table.append(heading(section.name()));
        case Line.Row row -> {
          table.append("| ").append(row.name()).append(" |");
          for (String column : COLUMNS.keySet()) {
            String cell;
            if (carried.contains(row.name() + "\t" + column)) {
              cell = CARRIED;
              count++;
            } else {
              Optional<String> reason =
                  Optional.ofNullable(row.reasons().getOrDefault(column, defaults.get(column)));
              if (reason.isEmpty()) {
                missing.add(row.name() + ", " + COLUMNS.get(column));
              }
              cell = reason.map(text -> "– " + note(notes, text)).orElse("MISSING");
            }
            table.append(' ').append(cell).append(" |");
          }
          table.append('\n');
        }
      }
    }
    table.append('\n');
    for (int i = 0; i < notes.size(); i++) {
      table.append(i + 1).append(". ").append(notes.get(i)).append('\n');
    }
    System.out.print(table);
    System.out.println(count + " cells carried packets");
    if (!missing.isEmpty()) {
      System.out.println("FAILED: no test carried packets for:");
      missing.forEach(cell -> System.out.println("  " + cell));
    }
    System.exit(missing.isEmpty() && sameAsPage(root, table.toString()) ? 0 : 1);
  }

  private static boolean sameAsPage(Path root, String table) throws IOException {
    String page =
        """
        # Interoperability

        What carried packets, both ways, with which server. Each `yes` is a test that did so; the table is made by
        `./verify`, which fails when it differs from this page. The rows and the reasons for empty cells are in
        `build/interop-rows`.

        """
            + table;
    Path made = root.resolve("app/target/INTEROP.md");
    Files.writeString(made, page);
    Path kept = root.resolve("docs/INTEROP.md");
    if (Files.exists(kept) && Files.readString(kept).equals(page)) {
      return true;
    }
    System.out.println(
        "FAILED: docs/INTEROP.md differs from this run; if the run is right: cp app/target/INTEROP.md docs/");
    return false;
  }

  private static String note(List<String> notes, String text) {
    if (!notes.contains(text)) {
      notes.add(text);
    }
    return "(" + (notes.indexOf(text) + 1) + ")";
  }

  private static String heading(String section) {
    return "\n| "
        + section
        + " | "
        + String.join(" | ", COLUMNS.values())
        + " |\n|"
        + " --- |".repeat(COLUMNS.size() + 1)
        + "\n";
  }

  private static List<Line> read(Path file, Map<String, String> defaults) throws IOException {
    List<Line> lines = new ArrayList<>();
    for (String text : Files.readAllLines(file)) {
      if (text.startsWith("default ")) {
        String[] words = text.substring("default ".length()).split(": ", 2);
        defaults.put(words[0], words[1]);
      } else if (text.startsWith("== ")) {
        lines.add(new Line.Section(text.substring(3)));
      } else if (!text.isBlank() && !text.startsWith("#")) {
        String[] parts = text.split(" *\\| *");
        Map<String, String> reasons = new LinkedHashMap<>();
        for (int i = 1; i < parts.length; i++) {
          String[] words = parts[i].split(": ", 2);
          if (!COLUMNS.containsKey(words[0])) {
            throw new IOException(file + ": no such column: " + parts[i]);
          }
          reasons.put(words[0], words[1]);
        }
        lines.add(new Line.Row(parts[0], reasons));
      }
    }
    return lines;
  }

  private static List<String> cells(Path file) throws IOException {
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }
}
