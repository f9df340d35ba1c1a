package weir.desktop;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.desktop.model.FxCrossing;

@Timeout(60)
class ArchitectureTest {

  private static final JavaClasses PANEL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("weir.desktop");

  @Test
  void shouldKeepJavaFxOutOfTheClient() {
    noClasses()
        .that()
        .resideInAPackage("weir.desktop.client..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("javafx..", "weir.desktop.model..", "weir.desktop.view..")
        .check(PANEL);
  }

  @Test
  void shouldKnowTheServerOnlyByWhatItSays() {
    classes()
        .that()
        .resideInAPackage("weir.desktop..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "weir.desktop..",
            "weir.core.figures..",
            "weir.core.files..",
            "weir.core.settings..",
            "weir.core.link..",
            "weir.core.theory..",
            "java..",
            "javafx..",
            "atlantafx..",
            "com.fasterxml.jackson.databind..",
            "com.fasterxml.jackson.core..",
            "com.google.errorprone.annotations..",
            "de.siegmar.fastcsv..",
            "javax.imageio..",
            "org.HdrHistogram..",
            "org.jspecify..",
            "picocli..")
        .check(PANEL);
  }

  @Test
  void shouldKeepTheModelFreeOfTheToolkit() {
    noClasses()
        .that()
        .resideInAPackage("weir.desktop.model..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "javafx.scene..", "javafx.stage..", "javafx.geometry..", "weir.desktop.view..")
        .check(PANEL);
  }

  @Test
  void shouldCrossToTheFxThreadInOnePlace() {
    noClasses()
        .that()
        .resideInAnyPackage("weir.desktop.client..", "weir.desktop.model..", "weir.desktop.view..")
        .and()
        .doNotBelongToAnyOf(FxCrossing.class)
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("javafx.application.Platform")
        .check(PANEL);
  }

  @Test
  void shouldOnlyDrawInTheView() {
    noClasses()
        .that()
        .resideOutsideOfPackage("weir.desktop.view..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("javafx.scene..", "atlantafx..")
        .check(PANEL);
  }
}
