package org.culvert.helper;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** Which package of the helper may know which; the platforms hang below their ports. */
class ArchitectureTest {
  private static final String[] PLATFORMS = {
    "org.culvert.helper.linux..", "org.culvert.helper.macos..", "org.culvert.helper.windows.."
  };

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.culvert.helper");

  private static void check(ArchRule rule) {
    // Some packages come later than their rule.
    rule.allowEmptyShould(true).check(CLASSES);
  }

  @Test
  void packagesFormNoCircle() {
    check(slices().matching("org.culvert.helper.(**)").should().beFreeOfCycles());
  }

  @Test
  void theHelperDoesNotKnowTheAppOrAnyToolkit() {
    check(
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.culvert.app..", "javafx..", "java.awt..", "picocli.."));
  }

  @Test
  void onlyTheSystemPackagesKnowJna() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("org.culvert.helper.*.sys..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.sun.jna.."));
  }

  @Test
  void onlyTheBackEndForResolvedKnowsDBus() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("org.culvert.helper.linux.dns.resolved..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.freedesktop.dbus.."));
  }

  @Test
  void onlyThePlatformItselfKnowsItsSystemPackage() {
    for (String platform : new String[] {"linux", "macos", "windows"}) {
      check(
          noClasses()
              .that()
              .resideOutsideOfPackage("org.culvert.helper." + platform + "..")
              .should()
              .dependOnClassesThat()
              .resideInAPackage("org.culvert.helper." + platform + ".sys.."));
    }
  }

  @Test
  void onlyTheWiringNamesAPlatform() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(
                "org.culvert.helper.main..",
                "org.culvert.helper.platform..",
                "org.culvert.helper.linux..",
                "org.culvert.helper.macos..",
                "org.culvert.helper.windows..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(PLATFORMS));
  }

  @Test
  void platformsDoNotSeeEachOther() {
    for (String one : PLATFORMS) {
      for (String other : PLATFORMS) {
        if (!one.equals(other)) {
          check(
              noClasses()
                  .that()
                  .resideInAPackage(one)
                  .should()
                  .dependOnClassesThat()
                  .resideInAPackage(other));
        }
      }
    }
  }

  @Test
  void platformsImplementPortsAndKnowNeitherSessionsNorTheLocalSocket() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(PLATFORMS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "org.culvert.helper.main..",
                "org.culvert.helper.platform..",
                "org.culvert.helper.runner..",
                "org.culvert.helper.socket..",
                "org.culvert.helper.policy..",
                "org.culvert.core.session..",
                "org.culvert.core.control.."));
  }

  @Test
  void theDataPathKnowsNeitherSessionsNorTheLocalSocket() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage("org.culvert.helper.path..", "org.culvert.helper.ip..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "org.culvert.helper.main..",
                "org.culvert.helper.platform..",
                "org.culvert.helper.runner..",
                "org.culvert.helper.socket..",
                "org.culvert.helper.policy..",
                "org.culvert.helper.host..",
                "org.culvert.core.session..",
                "org.culvert.core.control.."));
  }

  @Test
  void headersAndChecksumsAreFunctionsOverArrays() {
    // Numbers are read from arrays in an order of bytes, which has its name in java.nio.
    check(
        noClasses()
            .that()
            .resideInAPackage("org.culvert.helper.ip..")
            .should()
            .dependOnClassesThat(
                resideInAnyPackage("java.nio..", "java.io..", "java.util.concurrent..")
                    .and(not(type(ByteOrder.class)))));
  }

  @Test
  void headersAndChecksumsKnowNothingOfOurs() {
    check(
        noClasses()
            .that()
            .resideInAPackage("org.culvert.helper.ip..")
            .should()
            .dependOnClassesThat(
                resideInAPackage("org.culvert..")
                    .and(not(resideInAPackage("org.culvert.helper.ip..")))));
  }

  @Test
  void theSocketServerReachesSessionsOnlyThroughTheRunnersPorts() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage("org.culvert.helper.socket..", "org.culvert.helper.policy..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "org.culvert.helper.main..",
                "org.culvert.helper.platform..",
                "org.culvert.helper.path..",
                "org.culvert.helper.host..",
                "org.culvert.core.session..",
                "org.culvert.core.control..",
                "org.culvert.core.data.."));
  }

  @Test
  void onlyTheMessageReaderOfTheCoreKnowsJson() {
    check(noClasses().should().dependOnClassesThat().resideInAPackage("tools.jackson.."));
  }

  @Test
  void nothingIsExecutedExceptByTheDemoAndAsAProgramOfTheSystem() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("org.culvert.helper.demo..")
            .and()
            .resideOutsideOfPackage("org.culvert.helper.linux.run..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ProcessBuilder.class)
            .orShould()
            .callMethod(Runtime.class, "exec", String.class)
            .orShould()
            .callMethod(Runtime.class, "exec", String[].class));
  }
}
