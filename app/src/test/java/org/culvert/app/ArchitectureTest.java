package org.culvert.app;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** What the window and the command line may know of the rest, and of each other. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.culvert.app");

  private static void check(ArchRule rule) {
    // Some packages come later than their rule.
    rule.allowEmptyShould(true).check(CLASSES);
  }

  @Test
  void packagesFormNoCircle() {
    check(slices().matching("org.culvert.app.(**)").should().beFreeOfCycles());
  }

  @Test
  void theAppKnowsOnlyMessagesAndProfilesOfTheCoreAndNothingOfTheHelper() {
    check(
        noClasses()
            .should()
            .dependOnClassesThat(
                resideInAnyPackage("org.culvert.core..", "org.culvert.helper..")
                    .and(
                        not(
                            resideInAnyPackage(
                                "org.culvert.core.api",
                                "org.culvert.core.api.json",
                                "org.culvert.core.profile")))));
  }

  @Test
  void librariesOfTheCoreAndTheHelperStayThere() {
    check(
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.bouncycastle..", "tools.jackson.."));
  }

  @Test
  void onlyTheKeyringsThatAreLibrariesKnowJna() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(
                "org.culvert.app.keyring.mac..",
                "org.culvert.app.keyring.sys..",
                "org.culvert.app.keyring.windows..")
            .should()
            .dependOnClassesThat(resideInAPackage("com.sun.jna..")));
  }

  @Test
  void theCommandLineAndWhatItUsesKnowNoToolkit() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(
                "org.culvert.app.check..",
                "org.culvert.app.cli..",
                "org.culvert.app.client..",
                "org.culvert.app.diagnostics..",
                "org.culvert.app.doctor..",
                "org.culvert.app.edit..",
                "org.culvert.app.explain..",
                "org.culvert.app.keyring..",
                "org.culvert.app.state..",
                "org.culvert.app.profiles..",
                "org.culvert.app.files..",
                "org.culvert.app.settings..",
                "org.culvert.app.autostart..",
                "org.culvert.app.instance..",
                "org.culvert.app.look..",
                "org.culvert.app.sleep..",
                "org.culvert.app.totals..",
                "org.culvert.app.unasked..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx..", "jfx..", "org.culvert.app.ui..", "java.awt.."));
  }

  @Test
  void viewModelsKnowNoControl() {
    check(
        noClasses()
            .that()
            .haveSimpleNameEndingWith("ViewModel")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx.scene..", "javafx.stage..", "jfx.."));
  }

  @Test
  void onlyTheWindowKnowsTheWindowsLibraries() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(
                "org.culvert.app.ui..", "org.culvert.app.tray..", "org.culvert.app.main..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "javafx..", "jfx..", "org.controlsfx..", "atlantafx..", "org.kordamp.ikonli.."));
  }

  @Test
  void onlyTheCommandLineKnowsItsParser() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages("org.culvert.app.cli..", "org.culvert.app.main..")
            .should()
            .dependOnClassesThat(resideInAPackage("picocli..")));
  }

  @Test
  void onlyTheAdaptersOfLinuxKnowTheBus() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages("org.culvert.app.(*).dbus..")
            .should()
            .dependOnClassesThat(resideInAPackage("org.freedesktop..")));
  }

  @Test
  void theWindowDoesNotKnowTheCommandLine() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage("org.culvert.app.ui..", "org.culvert.app.tray..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.culvert.app.cli.."));
  }

  @Test
  void viewsAndViewModelsStartNoThread() {
    // Views and view models start no thread of their own and never sleep: that is for the client.
    check(
        noClasses()
            .that()
            .haveSimpleNameEndingWith("View")
            .or()
            .haveSimpleNameEndingWith("ViewModel")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Thread.class));
  }
}
