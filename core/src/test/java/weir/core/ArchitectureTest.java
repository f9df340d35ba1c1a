package weir.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMembers;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ArchitectureTest {

  /** Data flows from the first to the last; a package imports only those after it. */
  private static final List<String> FLOW =
      List.of(
          "watch",
          "pipeline",
          "ring",
          "worker",
          "resource",
          "latency",
          "telemetry",
          "link",
          "journal",
          "recording",
          "figures",
          "settings",
          "files",
          "fault");

  private static final List<String> PACKAGES =
      Stream.concat(FLOW.stream(), Stream.of("theory")).toList();

  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("weir.core");

  static Stream<String> laterPackages() {
    return FLOW.stream().skip(1);
  }

  @ParameterizedTest
  @MethodSource("laterPackages")
  void shouldImportOnlyPackagesFurtherDownTheFlow(String name) {
    String[] upstream =
        FLOW.subList(0, FLOW.indexOf(name)).stream()
            .map(earlier -> "weir.core." + earlier + "..")
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage("weir.core." + name + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(upstream)
        .check(CORE);
  }

  /** What is said and written has its own packages; only the composition opens a socket. */
  @Test
  void shouldKnowTheSocketInTheCompositionAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackages("weir.core.pipeline..", "weir.core.watch..", "weir.core.link..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("weir.core.link..")
        .check(CORE);
  }

  /** Duration's own conversion throws at a time that is meant as "for ever". */
  @Test
  void shouldTakeTimeoutsOfAnyLength() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "weir.core.pipeline..",
            "weir.core.ring..",
            "weir.core.telemetry..",
            "weir.core.fault..")
        .or()
        .haveSimpleName("HandlerPool")
        .or()
        .haveSimpleName("LinkClient")
        .should()
        .callMethod(Duration.class, "toNanos")
        .orShould()
        .callMethod(Duration.class, "toMillis")
        .because("TimeUnit.convert makes the longest time of it that there is")
        .check(CORE);
  }

  @Test
  void shouldKeepTheoryToPureFunctionsWithoutDependencies() {
    classes()
        .that()
        .resideInAPackage("weir.core.theory..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("weir.core.theory..", "java..", "org.jspecify..")
        .check(CORE);
  }

  /** Who only has a pipeline does not start the JVM's management. */
  @Test
  void shouldKnowManagementInWatchAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage("weir.core.watch..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("javax.management..", "java.lang.management..")
        .check(CORE);
  }

  @Test
  void shouldDependOnNothingButTheNamedLibraries() {
    classes()
        .that()
        .resideInAPackage("weir.core..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "weir.core..",
            "java..",
            "jdk.jfr..",
            "jdk.net..",
            "javax.management..",
            "com.google.errorprone.annotations.concurrent..",
            "com.lmax.disruptor..",
            "org.HdrHistogram..",
            "org.jspecify..",
            "org.slf4j..")
        .check(CORE);
  }

  /**
   * The class files keep the annotation and nobody gets its class: with {@code -Xlint}, compilers
   * would warn of it whoever compiles against such a class.
   */
  @Test
  void shouldKeepGuardsOutOfWhatOthersCompileAgainst() {
    noMembers()
        .that()
        .areDeclaredInClassesThat()
        .arePublic()
        .and()
        .areDeclaredInClassesThat()
        .resideOutsideOfPackages(
            "weir.core.latency..",
            "weir.core.telemetry..",
            "weir.core.recording..",
            "weir.core.files..",
            "weir.core.fault..")
        .should()
        .beAnnotatedWith(GuardedBy.class)
        .because("what the module does not export may have it")
        .check(CORE);
  }

  @Test
  void shouldMarkEveryPackageAgainstNulls() {
    assertThat(PACKAGES)
        .allSatisfy(
            name -> {
              JavaPackage found = CORE.getPackage("weir.core." + name);
              assertThat(found.isAnnotatedWith(NullMarked.class)).as(name).isTrue();
            });
  }
}
