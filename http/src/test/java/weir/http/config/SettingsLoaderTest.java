package weir.http.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import weir.core.journal.DiskJournalSettings;
import weir.core.journal.SyncPolicy;
import weir.core.link.LinkAddresses;
import weir.core.pipeline.ExecutionMode;
import weir.core.pipeline.PipelineSettings;
import weir.core.ring.FullRingPolicy;
import weir.core.settings.ResourceSettings;
import weir.core.settings.SettingDescription;

@Timeout(30)
class SettingsLoaderTest {

  @TempDir Path folder;

  /** The defaults stand in the file that explains them and in the description. */
  @Test
  void shouldHaveTheDefaultsOfTheResourceThatItsDescriptionsTell() throws SettingsException {
    EffectiveSettings settings = SettingsLoader.load(Map.of(), Map.of(), null);
    assertThat(settings.serve().pipeline().resource()).isEqualTo(ResourceSettings.DEFAULTS);
    for (SettingDescription<ResourceSettings, ?> setting : ResourceSettings.SETTINGS) {
      assertThat(settings.named(setting.key()).value()).isEqualTo(setting.defaultText());
    }
  }

  @Test
  void shouldDocumentTheDefaultsOfThePipeline() throws SettingsException {
    ServeSettings settings = SettingsLoader.load(Map.of(), Map.of(), null).serve();

    assertThat(settings.pipeline()).isEqualTo(PipelineSettings.defaults());
    assertThat(settings.host()).isEqualTo("127.0.0.1");
    assertThat(settings.port()).isEqualTo(4000);
    assertThat(settings.handler()).isEqualTo("mock-resource");
    assertThat(settings.socket()).isEmpty();
    assertThat(settings.drainTimeout()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void shouldLetAFlagWinOverTheFileAndTheFileOverTheDefaults() throws Exception {
    Path file =
        write("weir { port = 5000, workers = 3, service-time = 20 ms, mode = task-per-event }");

    ServeSettings settings = SettingsLoader.load(Map.of("port", "6000"), Map.of(), file).serve();

    assertThat(settings.port()).isEqualTo(6000);
    assertThat(settings.pipeline().workers()).isEqualTo(3);
    assertThat(settings.pipeline().resource().serviceTimeNanos()).isEqualTo(20_000_000);
    assertThat(settings.pipeline().maxWorkers()).isEqualTo(64);
    assertThat(settings.pipeline().mode()).isEqualTo(ExecutionMode.TASK_PER_EVENT);
  }

  @Test
  void shouldReadTheFullRingPolicyAndRefuseAWaitThatHoldsThreadsForLong() throws Exception {
    assertThat(SettingsLoader.load(Map.of(), Map.of(), null).serve().pipeline().fullRing())
        .isEqualTo(new FullRingPolicy.Reject());
    assertThat(
            SettingsLoader.load(Map.of("full-ring-wait", "50ms"), Map.of(), null)
                .serve()
                .pipeline()
                .fullRing())
        .isEqualTo(new FullRingPolicy.BlockUpTo(Duration.ofMillis(50)));
    assertThatThrownBy(
            () -> SettingsLoader.load(Map.of("full-ring-wait", "1001ms"), Map.of(), null))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("choose 0ms (reject at once) to 1s");
  }

  @Test
  void shouldLetAFlagWinOverTheEnvironmentAndThatOverTheFile() throws Exception {
    Path file = write("weir {\n  port = 1\n  workers = 2\n  ring-size = 4\n}");
    Map<String, String> environment = Map.of("WEIR_PORT", "10", "WEIR_WORKERS", "20");

    EffectiveSettings settings = SettingsLoader.load(Map.of("port", "100"), environment, file);

    assertThat(settings.serve().port()).isEqualTo(100);
    assertThat(settings.serve().pipeline().workers()).isEqualTo(20);
    assertThat(settings.serve().pipeline().ringSize()).isEqualTo(4);
    assertThat(settings.named("port").origin().label()).isEqualTo("--port");
    assertThat(settings.named("workers").origin().label()).isEqualTo("environment WEIR_WORKERS");
    assertThat(settings.named("ring-size").origin().label()).isEqualTo(file + ":4");
    assertThat(settings.named("host").origin().label()).isEqualTo("default");
    assertThat(settings.warnings()).isEmpty();
  }

  /** Whatever is added to reference.conf. */
  @ParameterizedTest
  @CsvSource({"disk, bootstrap", "kafka, journal-dir"})
  void shouldReadEverySettingFromTheEnvironment(String journal, String ofAnother) throws Exception {
    List<Setting> defaults = SettingsLoader.load(Map.of(), Map.of(), null).origins();
    Map<String, String> environment = new HashMap<>();
    for (Setting setting : defaults) {
      if (setting.key().equals(ofAnother)) {
        continue;
      }
      String value = setting.value().isEmpty() ? folder.resolve("x").toString() : setting.value();
      environment.put(
          "WEIR_" + setting.key().toUpperCase(Locale.ROOT).replace('-', '_'),
          switch (setting.key()) {
            case "allow-host" -> "example.org";
            case "bootstrap" -> "127.0.0.1:9092";
            case "journal" -> journal;
            default -> value;
          });
    }

    EffectiveSettings settings = SettingsLoader.load(Map.of(), environment, null);

    assertThat(settings.origins())
        .filteredOn(setting -> !setting.key().equals(ofAnother))
        .hasSameSizeAs(environment.keySet())
        .allSatisfy(
            setting -> assertThat(setting.origin().label()).startsWith("environment WEIR_"));
    assertThat(settings.warnings()).isEmpty();
  }

  @Test
  void shouldReadWhereTheJournalIs() throws Exception {
    assertThat(SettingsLoader.load(Map.of(), Map.of(), null).serve().journal())
        .isEqualTo(new JournalChoice.Memory());
    Path journal = folder.resolve("journal");

    JournalChoice chosen =
        SettingsLoader.load(
                Map.of(
                    "journal", "disk",
                    "journal-dir", journal.toString(),
                    "journal-sync", "interval:5ms",
                    "journal-limit", "64MiB"),
                Map.of(),
                null)
            .serve()
            .journal();

    assertThat(chosen)
        .isEqualTo(
            new JournalChoice.Disk(
                DiskJournalSettings.defaults(journal)
                    .withSync(new SyncPolicy.Interval(Duration.ofMillis(5)))
                    .withMaxBytes(64 << 20)));
    assertThat(journal).as("made by the server, not by who reads its settings").doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "disk,'',always,1GiB,journal-dir (from the defaults) is empty",
    "memory,x,always,1GiB,journal-dir (from --journal-dir) is of no use",
    "disc,x,always,1GiB,'journal (from --journal) is ''disc'': choose one of memory'",
    "disk,x,sometimes,1GiB,journal-sync (from --journal-sync) can''t be used",
    "disk,x,interval:soon,1GiB,journal-sync (from --journal-sync) can''t be used",
    "disk,x,always,1 pound,journal-limit (from --journal-limit) can''t be used",
    "disk,x,always,7,journal-limit (from --journal-limit) can''t be used",
    "memory,'',always,much,journal-limit (from --journal-limit) can''t be used",
  })
  void shouldSayWhichSettingOfTheJournalWillNotDo(
      String kind, String folderName, String sync, String limit, String fault) {
    Map<String, String> flags = new HashMap<>();
    flags.put("journal", kind);
    if (!folderName.isEmpty()) {
      flags.put("journal-dir", folderName);
    }
    flags.put("journal-sync", sync);
    flags.put("journal-limit", limit);

    assertThatThrownBy(() -> SettingsLoader.load(flags, Map.of(), null))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(fault.replace("''", "'"));
  }

  /** Who names a place means to keep events there. */
  @ParameterizedTest
  @CsvSource({
    "memory, journal-dir, disk",
    "memory, bootstrap, kafka",
    "disk, bootstrap, kafka",
    "kafka, journal-dir, disk"
  })
  void shouldRefuseThePlaceOfAnotherJournal(String kind, String place, String meant) {
    Map<String, String> flags = new HashMap<>(Map.of("journal", kind));
    flags.put("disk".equals(kind) ? "journal-dir" : "bootstrap", "127.0.0.1:9092");
    if (kind.equals("memory")) {
      flags.remove("bootstrap");
    }
    flags.put(place, "127.0.0.1:9092");

    assertThatThrownBy(() -> SettingsLoader.load(flags, Map.of(), null))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(
            place + " (from --" + place + ") is of no use with --journal " + kind)
        .hasMessageContaining("choose --journal " + meant + ", or leave it out");
  }

  @Test
  void shouldTakeAnEmptyVariableAsNotSet() throws Exception {
    Path file = write("weir.port = 1");
    Map<String, String> environment = Map.of("WEIR_PORT", "", "WEIR_CONFIG", " ");

    assertThat(SettingsLoader.load(Map.of(), environment, file).serve().port()).isEqualTo(1);
    assertThat(SettingsLoader.load(Map.of(), environment, null).serve().port()).isEqualTo(4000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"faults", "order-by-key"})
  void shouldNotTakeAnEmptyTextForTrue(String key) throws Exception {
    Path file = write("weir.%s = \"\"".formatted(key));

    for (ThrowingCallable empty :
        List.<ThrowingCallable>of(
            () -> SettingsLoader.load(Map.of(), Map.of(), file),
            () -> SettingsLoader.load(Map.of(key, ""), Map.of(), null))) {
      assertThatThrownBy(empty)
          .isInstanceOf(SettingsException.class)
          .hasMessageContainingAll(key, "is '': write true or false");
    }
  }

  @Test
  void shouldReadTheFileThatTheEnvironmentNamesUnlessAFlagNamesOne() throws Exception {
    Path file = write("weir.port = 1");
    Path other = Files.writeString(folder.resolve("other.conf"), "weir.port = 2");
    Map<String, String> environment = Map.of("WEIR_CONFIG", other.toString());

    assertThat(SettingsLoader.load(Map.of(), environment, null).serve().port()).isEqualTo(2);
    assertThat(SettingsLoader.load(Map.of(), environment, file).serve().port()).isEqualTo(1);
    assertThatThrownBy(
            () -> SettingsLoader.load(Map.of(), Map.of("WEIR_CONFIG", "/no/such.conf"), null))
        .hasMessageContainingAll("/no/such.conf", "the environment variable WEIR_CONFIG");
  }

  @Test
  void shouldWarnOfAVariableThatIsNoSettingAndIgnoreIt() throws Exception {
    Map<String, String> environment =
        Map.of(
            "WEIR_PROT", "1",
            "WEIR_DINNER", "fish",
            "WEIR_JAVA_HOME", "/jdk",
            "WEIR_JAVA_OPTS", "-Xmx2g",
            "WEIR_CLASS_PATH", "a.jar",
            "PORT", "1");

    EffectiveSettings settings = SettingsLoader.load(Map.of(), environment, null);

    assertThat(settings.serve().port()).isEqualTo(4000);
    assertThat(settings.warnings()).hasSize(2);
    assertThat(settings.warnings().get(0)).contains("WEIR_DINNER", "weir config");
    assertThat(settings.warnings().get(1)).contains("WEIR_PROT", "did you mean WEIR_PORT?");
  }

  @ParameterizedTest
  @CsvSource({
    "WEIR_PORT, http",
    "WEIR_RING_SIZE, 1000",
    "WEIR_WORKERS, 65",
    "WEIR_MAX_WORKERS, 0",
    "WEIR_MODE, fast",
    "WEIR_HANDLER, nobody",
    "WEIR_SOCKET, tcp:x",
    "WEIR_DRAIN_TIMEOUT, soon",
    "WEIR_SERVICE_TIME, 5",
    "WEIR_ALLOW_HOST, a:80"
  })
  void shouldNameTheVariableOfABadValue(String variable, String value) {
    assertThatThrownBy(() -> SettingsLoader.load(Map.of(), Map.of(variable, value), null))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("from the environment variable " + variable);
  }

  @Test
  void shouldFindTheSocketOfTheFileThatTheEnvironmentNames() throws Exception {
    String file = write("weir.socket = \"/tmp/f.sock\"").toString();

    assertThat(SettingsLoader.socket(Map.of())).isEmpty();
    assertThat(SettingsLoader.socket(Map.of("WEIR_CONFIG", file))).contains("/tmp/f.sock");
    assertThat(SettingsLoader.socket(Map.of("WEIR_CONFIG", file, "WEIR_SOCKET", "/tmp/e.sock")))
        .contains("/tmp/e.sock");
    assertThat(EnvironmentSettings.variable("socket")).isEqualTo(LinkAddresses.SOCKET_VARIABLE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "weir {;  prot = 1;}            | :2: unknown setting weir.prot: did you mean port?",
        "weir {;;  wrokers {};}         | :3: unknown setting weir.wrokers: did you mean workers?",
        "weir.ringSize = null           | :1: unknown setting weir.ringSize: did you mean ring-size?",
        "weir {;  dinner = fish;}       | :2: unknown setting weir.dinner: there are host, allow-host,",
        "weir {};workers = 3            | :2: workers stands outside of weir { }: write weir.workers",
        "prot = 3                       | :1: unknown setting prot: did you mean weir.port?",
        "wier { port = 1 }              | :1: unknown section wier: did you mean weir?",
        "dinner = fish                  | :1: unknown setting dinner: settings stand inside weir { }",
        "a = 1;weir {;b = 2;};dinner = 3| :5: unknown setting dinner"
      })
  void shouldSayWhereAnUnknownSettingIsAndWhatWasMeant(String text, String expected)
      throws IOException {
    Path file = write(text.replace(';', '\n'));

    assertThatThrownBy(() -> SettingsLoader.load(Map.of(), Map.of(), file))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(file + expected)
        .hasMessageNotContaining("\n");
  }

  @Test
  void shouldReadTheHostsThatRequestsMayBeAddressedTo() throws Exception {
    assertThat(allowedHosts("")).isEmpty();
    assertThat(allowedHosts("Weir.Example.org, b , 10.0.0.7,[FE80::1],::1,xn--bcher-kva.example"))
        .containsExactly(
            "10.0.0.7", "::1", "b", "fe80::1", "weir.example.org", "xn--bcher-kva.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a,",
        "a b",
        "a:80",
        "10.0.0.7:80",
        "[::1]:80",
        "[a]",
        "http://a",
        "a/b",
        "*.a",
        "bücher.de",
        "10.0.0.256",
        ":::",
        "fe80::1%eth0",
        ".a",
        "a..b"
      })
  void shouldRefuseWhatIsNoHost(String text) {
    assertThatThrownBy(() -> allowedHosts(text))
        .isInstanceOf(SettingsException.class)
        .hasMessageContainingAll("allow-host", "without scheme, port or wildcard");
  }

  private static Set<String> allowedHosts(String text) throws SettingsException {
    return SettingsLoader.load(Map.of("allow-host", text), Map.of(), null).serve().allowedHosts();
  }

  @Test
  void shouldRefuseAFileThatIsMissing() {
    Path file = folder.resolve("missing.conf");

    assertThatThrownBy(() -> SettingsLoader.load(Map.of(), Map.of(), file))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(file.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "weir { port =            | not valid HOCON",
        "weir { port = ${x} }     | not valid HOCON",
        "weir { port = http }     | whole number",
        "weir { port = [1] }      | weir.conf:1) can't be used: it is of type list",
        "weir { port { a = 1 } }  | weir.conf:1) can't be used: it is of type object",
        "weir { port = null }     | weir.conf:1) can't be used: it is of type null",
        "weir { port = 70000 }    | 65535",
        "weir { mode = fast }     | workers, task-per-event",
        "weir { host = '' }       | host",
        "weir { workers = 0 }     | weir workers 0",
        "weir { ring-size = 1000 }| 1024",
        "weir { service-time = 5 }| has no unit",
        "weir = 3                 | weir"
      })
  void shouldRefuseAFileThatIsWrongInOneLine(String text, String expected) throws IOException {
    Path file = write(text.replace("''", "\"\""));

    assertThatThrownBy(() -> SettingsLoader.load(Map.of(), Map.of(), file))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(expected)
        .hasMessageNotContaining("\n");
  }

  @Test
  void shouldSayWhereABadValueWasWritten() throws IOException {
    Path file = write("weir {\n  drain-timeout = soon\n}");

    assertThatThrownBy(() -> SettingsLoader.load(Map.of(), Map.of(), file))
        .hasMessageContaining("drain-timeout (from " + file + ":2)");
    assertThatThrownBy(() -> SettingsLoader.load(Map.of("drain-timeout", "soon"), Map.of(), null))
        .hasMessageContaining("from --drain-timeout");
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("weir.conf"), text);
  }
}
