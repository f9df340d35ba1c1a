package weir.http;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("weir.http");

  @Test
  void shouldKnowNothingOfTheInsidesOfCore() {
    // Three stand in the signatures of Pipeline and PipelineSettings, and a journal counts what it
    // refuses as the ring does; two are what a reader of files gives core; the load and a
    // recording's export write logs as well, and files for their owner; one shows a pipeline by
    // JMX.
    DescribedPredicate<JavaClass> innerCore =
        resideInAnyPackage("weir.core..")
            .and(
                DescribedPredicate.not(
                    resideInAnyPackage(
                            "weir.core.pipeline",
                            "weir.core.journal",
                            "weir.core.link",
                            "weir.core.figures",
                            "weir.core.settings",
                            "weir.core.theory",
                            "weir.core.fault")
                        .or(simpleName("PublishOutcome"))
                        .or(simpleName("Rejections"))
                        .or(simpleName("StartFailure"))
                        .or(simpleName("PoolWorker"))
                        .or(resideInAnyPackage("weir.core.journal"))
                        .or(simpleName("PipelineBean"))
                        .or(simpleName("HistogramLogFile"))
                        .or(simpleName("HistogramLog"))
                        .or(simpleName("OwnerOnly"))
                        .or(simpleName("ReplayReader"))
                        .or(simpleName("RecordedTimes"))
                        .or(nameStartingWith("weir.core.ring.FullRingPolicy"))));

    noClasses().should().dependOnClassesThat(innerCore).check(CLASSES);
  }

  @Test
  void shouldKeepTheCommandLineOnTop() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("main")
        .definedBy("weir.http")
        .layer("cli")
        .definedBy("weir.http.cli")
        .layer("server")
        .definedBy("weir.http.server")
        .layer("config")
        .definedBy("weir.http.config")
        .layer("stats")
        .definedBy("weir.http.stats")
        .layer("load")
        .definedBy("weir.http.load")
        .layer("scaling")
        .definedBy("weir.http.scaling")
        .layer("lab")
        .definedBy("weir.http.lab")
        .layer("client")
        .definedBy("weir.http.client")
        .layer("jvm")
        .definedBy("weir.http.jvm")
        .layer("files")
        .definedBy("weir.http.files")
        .layer("recording")
        .definedBy("weir.http.recording")
        .layer("check")
        .definedBy("weir.http.check")
        .layer("service")
        .definedBy("weir.http.service")
        .layer("kafka")
        .definedBy("weir.http.kafka")
        .layer("cluster")
        .definedBy("weir.http.cluster")
        .whereLayer("cluster")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("kafka")
        .mayOnlyBeAccessedByLayers("cli", "server", "config")
        .whereLayer("service")
        .mayOnlyBeAccessedByLayers("cli")
        .layer("logging")
        .definedBy("weir.http.logging")
        .whereLayer("logging")
        .mayOnlyBeAccessedByLayers("main", "cli")
        .layer("wire")
        .definedBy("weir.http.wire")
        .layer("time")
        .definedBy("weir.http.time")
        .whereLayer("time")
        .mayNotAccessAnyLayer()
        .whereLayer("check")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("load")
        .mayOnlyBeAccessedByLayers("cli", "lab")
        .whereLayer("lab")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("recording")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("scaling")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("client")
        .mayOnlyBeAccessedByLayers("cli", "scaling", "cluster")
        .whereLayer("jvm")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("files")
        .mayOnlyBeAccessedByLayers("load", "scaling")
        .whereLayer("wire")
        .mayOnlyBeAccessedByLayers("load", "server")
        .whereLayer("main")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("cli")
        .mayOnlyBeAccessedByLayers("main")
        .whereLayer("server")
        .mayOnlyBeAccessedByLayers("cli", "lab")
        .whereLayer("config")
        .mayOnlyBeAccessedByLayers("cli", "server", "check", "lab", "logging")
        .whereLayer("stats")
        .mayOnlyBeAccessedByLayers("cli", "server", "check", "lab")
        .check(CLASSES);
  }

  @Test
  void shouldKeepKafkaToItself() {
    noClasses()
        .that()
        .resideOutsideOfPackage("weir.http.kafka")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.kafka..")
        .check(CLASSES);
  }

  @Test
  void shouldKeepJavalinAndJettyInTheServer() {
    noClasses()
        .that()
        .resideOutsideOfPackage("weir.http.server")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..")
        .check(CLASSES);
  }
}
