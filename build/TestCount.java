import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;

/**
 * Adds up the reports of a test run, and fails when there are fewer tests than build/expected-tests
 * demands, when one was skipped, or when one failed. Argument: the top of the source tree.
 */
final class TestCount {
  private TestCount() {}

  /** What one folder of reports says. */
  private record Sum(int tests, int failures, int errors, int skipped, double seconds) {
    Sum plus(Sum more) {
      return new Sum(
          tests + more.tests,
          failures + more.failures,
          errors + more.errors,
          skipped + more.skipped,
          seconds + more.seconds);
    }
  }

  public static void main(String[] args) throws Exception {
    Path root = Path.of(args[0]);
    Map<String, Integer> expected = new TreeMap<>();
    for (String line : Files.readAllLines(root.resolve("build/expected-tests"))) {
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] words = line.split(" +");
        expected.put(words[0], Integer.valueOf(words[1]));
      }
    }
    boolean good = true;
    Sum total = new Sum(0, 0, 0, 0, 0);
    List<String> lines = new ArrayList<>();
    for (var suite : expected.entrySet()) {
      Sum sum = read(root.resolve(suite.getKey()));
      total = total.plus(sum);
      String verdict = "ok";
      if (sum.tests() < suite.getValue()) {
        verdict = "FEWER THAN THE " + suite.getValue() + " EXPECTED";
      } else if (sum.skipped() > 0) {
        verdict = "SKIPPED SOME";
      } else if (sum.failures() + sum.errors() > 0) {
        verdict = "FAILED";
      }
      good &= verdict.equals("ok");
      lines.add(row(suite.getKey(), sum) + "  " + verdict);
    }
    lines.forEach(System.out::println);
    System.out.printf(
        "Tests run: %d, Failures: %d, Errors: %d, Skipped: %d%n",
        total.tests(), total.failures(), total.errors(), total.skipped());
    System.exit(good ? 0 : 1);
  }

  private static String row(String name, Sum sum) {
    return "%-42s Tests run: %5d, Failures: %d, Errors: %d, Skipped: %d, Time: %.0f s"
        .formatted(name, sum.tests(), sum.failures(), sum.errors(), sum.skipped(), sum.seconds());
  }

  private static Sum read(Path folder) throws Exception {
    Sum sum = new Sum(0, 0, 0, 0, 0);
    if (!Files.isDirectory(folder)) {
      return sum;
    }
    List<Path> reports;
    try (var files = Files.list(folder)) {
      reports =
          files.filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml")).toList();
    }
    for (Path report : reports) {
      sum = sum.plus(suite(report));
    }
    return sum;
  }

  private static Sum suite(Path report) throws IOException {
    try (var in = Files.newInputStream(report)) {
      var suite =
          DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in).getDocumentElement();
      return new Sum(
          Integer.parseInt(suite.getAttribute("tests")),
          Integer.parseInt(suite.getAttribute("failures")),
          Integer.parseInt(suite.getAttribute("errors")),
          Integer.parseInt(suite.getAttribute("skipped")),
          Double.parseDouble(suite.getAttribute("time").replace(",", "")));
    } catch (javax.xml.parsers.ParserConfigurationException | org.xml.sax.SAXException e) {
      throw new IOException("not a test report: " + report, e);
    }
  }
}
