package org.culvert.app.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The launchers start from the class caches that the build has made. They would start without them
 * as well, only later, and say nothing.
 */
@Tag("interop")
class ClassCacheIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final Path COMMAND = Lab.root().resolve("app/target/culvert");
  private static final Path HELPER = Lab.root().resolve("native-helper/target/culvert-helper");

  /** Starts a program that is to end when the JVM cannot use its cache. */
  private static Shell.Result strictly(String more, Path launcher, String argument) {
    return Shell.run(
        LIMIT,
        Map.of("JDK_JAVA_OPTIONS", "-XX:AOTMode=on " + more),
        "",
        List.of(launcher.toString(), argument));
  }

  private static void assertCached(Path launcher) {
    Path cache = launcher.resolveSibling(launcher.getFileName() + ".aot");
    assertTrue(Files.exists(cache), cache + " is missing; its .log says why");
  }

  @Test
  void theCommandLineAndTheWindowStartFromTheirs() {
    assertCached(COMMAND);
    assertEquals(0, strictly("", COMMAND, "--version").orFail().exit());
  }

  @Test
  void whatJavaFxLoadsLiesBesideIt() throws IOException {
    Path modules = COMMAND.resolveSibling("modules");
    Set<String> libraries = new TreeSet<>();
    try (var jars = Files.newDirectoryStream(modules, "javafx-*.jar")) {
      for (Path jar : jars) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
          zip.stream()
              .map(ZipEntry::getName)
              .filter(name -> name.endsWith(".so"))
              .forEach(libraries::add);
        }
      }
    }
    assertTrue(libraries.contains("libglass.so"), libraries::toString);
    for (String library : libraries) {
      assertTrue(Files.exists(modules.resolve(library)), library);
    }
  }

  @Test
  void theHelperStartsFromIts() {
    assertCached(HELPER);
    // As far as to its own complaint.
    Shell.Result helper = strictly("", HELPER, "--nonsense");
    assertEquals(2, helper.exit(), helper::toString);
    assertTrue(helper.err().contains("unknown argument --nonsense"), helper::toString);
  }

  @Test
  void aCacheThatCannotBeUsedWouldBeNoticed() {
    // The JVM uses no cache of linked classes together with this one.
    Shell.Result refused = strictly("-Djava.system.class.loader=no.Loader", COMMAND, "--version");
    assertEquals(1, refused.exit(), refused::toString);
    String said = refused.out() + refused.err();
    assertTrue(said.contains("Unable to use AOT cache"), refused::toString);
  }
}
