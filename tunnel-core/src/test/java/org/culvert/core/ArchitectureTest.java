package org.culvert.core;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Which package of the core may know which: one way down, nothing of the world, no circles. */
class ArchitectureTest {
  private static final String CORE = "org.culvert.core.";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.culvert.core");

  /** For each package those it may use beside {@code api}, which is everybody's. */
  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("api", Set.of()),
          Map.entry("api.json", Set.of()),
          Map.entry("profile", Set.of("wire")),
          Map.entry("wire", Set.of()),
          Map.entry("keys", Set.of("wire")),
          Map.entry("proxy", Set.of("profile")),
          Map.entry("wrap", Set.of("wire", "profile")),
          Map.entry("reliable", Set.of("wire")),
          Map.entry("tls", Set.of("profile")),
          Map.entry("tls.bc", Set.of("profile", "tls")),
          Map.entry("push", Set.of("profile", "wire")),
          Map.entry("plan", Set.of("profile", "push")),
          Map.entry("data", Set.of("keys", "wire")),
          Map.entry("control", Set.of("reliable", "tls", "wrap", "keys", "wire")),
          Map.entry(
              "session",
              Set.of(
                  "control",
                  "data",
                  "push",
                  "plan",
                  "profile",
                  "reliable",
                  "tls",
                  "wrap",
                  "keys",
                  "wire")),
          Map.entry(
              "demo",
              Set.of(
                  "session",
                  "control",
                  "data",
                  "push",
                  "plan",
                  "profile",
                  "reliable",
                  "tls",
                  "tls.bc",
                  "wrap",
                  "keys",
                  "wire")));

  @Test
  void everyPackageUsesOnlyThePackagesItMayUse() {
    assertFalse(CLASSES.isEmpty());
    Set<String> wrong = new TreeSet<>();
    for (JavaClass user : CLASSES) {
      for (Dependency dependency : user.getDirectDependenciesFromSelf()) {
        JavaClass used = dependency.getTargetClass().getBaseComponentType();
        if (used.getPackageName().startsWith(CORE)
            && !mayUse(folder(user.getPackageName()), folder(used.getPackageName()))) {
          wrong.add(dependency.getDescription());
        }
      }
    }
    assertEquals(Set.of(), wrong);
  }

  private static boolean mayUse(String user, String used) {
    if (user.equals(used) || (used.equals("api") && MAY_USE.containsKey(user))) {
      return true;
    }
    // A package that is missing above may use nothing: give it its place first.
    return MAY_USE.getOrDefault(user, Set.of()).contains(used);
  }

  private static String folder(String packageName) {
    return packageName.startsWith(CORE) ? packageName.substring(CORE.length()) : packageName;
  }

  @Test
  void packagesFormNoCircle() {
    slices().matching("org.culvert.core.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyTheTlsAdapterAndThePemReaderKnowBouncyCastle() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.culvert.core.tls.bc..", "org.culvert.core.profile..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bouncycastle..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("org.culvert.core.profile..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bouncycastle.tls..")
        .check(CLASSES);
  }

  @Test
  void onlyTheJsonPackageKnowsJackson() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.culvert.core.api.json..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("tools.jackson..")
        .check(CLASSES);
  }

  @Test
  void theCoreOpensNoSocketAndStartsNoThreadAndTouchesNoScreen() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "java.nio.channels..",
                "java.util.concurrent",
                "javax.net..",
                "java.awt..",
                "javafx..",
                "com.sun.jna..",
                "org.culvert.helper..",
                "org.culvert.app.."))
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Thread.class)
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching("java\\.net\\.(Server|Datagram|Multicast)?Socket.*")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching("java\\.util\\.(Timer|concurrent\\..*(Executor|Future|Pool|Queue).*)")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Process.class)
        .check(CLASSES);
  }

  @Test
  void theCoreReadsNoClock() {
    noClasses()
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .callConstructor(Date.class)
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .check(CLASSES);
  }

  @Test
  void theRulesNameOnlyPackagesOfTheDesign() {
    // A misspelt name in the table would silently allow nothing; every name used is also a key.
    List<String> unknown =
        MAY_USE.values().stream()
            .flatMap(Set::stream)
            .filter(name -> !MAY_USE.containsKey(name))
            .toList();
    assertEquals(List.of(), unknown);
  }
}
