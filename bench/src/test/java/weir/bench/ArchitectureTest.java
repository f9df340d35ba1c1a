package weir.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ArchitectureTest {

  private static final JavaClasses BENCH =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("weir.bench");

  @Test
  void shouldHaveNoCircles() {
    slices().matching("weir.(**)").should().beFreeOfCycles().check(BENCH);
  }

  /** What reports and what runs can be used for any contender. */
  @Test
  void shouldKnowThePoolsInTheirContendersAlone() {
    noClasses()
        .that()
        .resideInAnyPackage("weir.bench.report..", "weir.bench.run..", "weir.bench.http..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("weir.core.worker..", "weir.core.ring..", "com.lmax..")
        .check(BENCH);
  }

  /**
   * A server is measured from outside, as the others are; what a sampler costs, and what the panel
   * does, from inside.
   */
  @Test
  void shouldKnowTheServerByItsSocketAlone() {
    noClasses()
        .that()
        .resideInAPackage("weir.bench..")
        .and()
        .resideOutsideOfPackages("weir.bench.telemetry..", "weir.bench.panel..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("weir.http..", "weir.desktop..", "weir.core.pipeline..")
        .check(BENCH);
  }

  @Test
  void shouldKeepBareServersBare() {
    classes()
        .that()
        .resideInAPackage("weir.bench.http.bare..")
        .should()
        .onlyDependOnClassesThat()
        .resideOutsideOfPackages("weir.core..", "weir.http..", "weir.bench.http.process..")
        .check(BENCH);
  }
}
