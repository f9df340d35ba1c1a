package weir.http.server;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What is in {@code docs/operations}, against a real scrape. */
@Timeout(60)
class OperationsTest {

  private static final Path FILES = Path.of("..", "docs", "operations");

  /** Names of Weir's metrics, of the JVM's, and of the rules' own, which have colons. */
  private static final Pattern NAME = Pattern.compile("\\b(?:weir|jvm|process)[_:][a-z0-9_:]+");

  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? \\S+");

  private static TestEndpoint server;
  private static String scrape;

  @TempDir Path folder;

  @BeforeAll
  static void scrape(@TempDir Path journal) throws Exception {
    // With all that a server may have.
    server = TestEndpoint.withJournalIn(journal);
    server.handler.open();
    assertThat(server.get("/events/await").statusCode()).isEqualTo(200);
    scrape = server.get("/metrics").body();
  }

  @AfterAll
  static void close() {
    server.close();
  }

  /** By which a scrape, and what is made of it, may be asked for. */
  private static Set<String> scraped() {
    Set<String> names = new TreeSet<>();
    for (String line : scrape.lines().toList()) {
      if (line.startsWith("# TYPE ")) {
        // A native histogram has this name alone.
        names.add(line.split(" ", 4)[2]);
      } else if (!line.startsWith("#")) {
        Matcher sample = SAMPLE.matcher(line);
        assertThat(sample.matches()).as(line).isTrue();
        names.add(sample.group(1));
      }
    }
    return names;
  }

  private static List<Map<String, Object>> rules() throws IOException {
    Object file =
        new Load(LoadSettings.builder().build())
            .loadFromString(Files.readString(FILES.resolve("alerts.yml")));
    List<Map<String, Object>> rules = new ArrayList<>();
    for (Object group : list(requireNonNull(map(file).get("groups")))) {
      for (Object rule : list(requireNonNull(map(group).get("rules")))) {
        rules.add(map(rule));
      }
    }
    return rules;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object yaml) {
    return (Map<String, Object>) yaml;
  }

  @SuppressWarnings("unchecked")
  private static List<Object> list(Object yaml) {
    return (List<Object>) yaml;
  }

  private static Set<String> namesIn(String expression) {
    Set<String> names = new TreeSet<>();
    Matcher name = NAME.matcher(expression);
    while (name.find()) {
      names.add(name.group());
    }
    return names;
  }

  @Test
  void shouldHaveAlertsOnWhatThereIsAlone() throws Exception {
    Set<String> known = scraped();
    Set<String> alerts = new HashSet<>();
    for (Map<String, Object> rule : rules()) {
      String expression = String.valueOf(rule.get("expr"));
      Set<String> names = namesIn(expression);
      assertThat(known).as(expression).containsAll(names);
      if (rule.containsKey("record")) {
        assertThat(names).isNotEmpty();
        known.add(String.valueOf(rule.get("record")));
      } else {
        assertThat(alerts.add(String.valueOf(rule.get("alert")))).isTrue();
        assertThat(rule).containsKeys("for", "labels", "annotations");
      }
    }
    assertThat(alerts).contains("WeirDown", "WeirRejects", "WeirSaturated");
  }

  @Test
  void shouldHaveADashboardOfWhatThereIsAlone() throws Exception {
    JsonNode dashboard =
        JsonMapper.builder()
            .build()
            .readTree(Files.readString(FILES.resolve("grafana-dashboard.json")));
    Set<String> variables = new HashSet<>(Set.of("__rate_interval", "__interval", "__all"));
    dashboard.at("/templating/list").forEach(each -> variables.add(each.get("name").asText()));
    List<String> expressions = new ArrayList<>();
    for (JsonNode panel : dashboard.get("panels")) {
      assertThat(panel.get("title").asText()).isNotBlank();
      assertThat(panel.get("description").asText()).isNotBlank();
      panel.get("targets").forEach(target -> expressions.add(target.get("expr").asText()));
    }
    dashboard.at("/annotations/list").forEach(each -> expressions.add(each.get("expr").asText()));
    assertThat(expressions).hasSizeGreaterThan(20);
    assertThat(expressions)
        .allSatisfy(
            expression -> {
              assertThat(namesIn(expression)).isNotEmpty();
              assertThat(scraped()).containsAll(namesIn(expression));
              Matcher variable = Pattern.compile("\\$\\{?(\\w+)").matcher(expression);
              while (variable.find()) {
                assertThat(variables).contains(variable.group(1));
              }
            });
    dashboard.at("/templating/list").forEach(each -> assertNamesOf(each.path("definition")));
    // Every metric of Weir's own is shown, or in an alert.
    Set<String> used = new TreeSet<>(namesIn(String.join(" ", expressions)));
    for (Map<String, Object> rule : rules()) {
      used.addAll(namesIn(String.valueOf(rule.get("expr"))));
    }
    assertThat(used)
        .containsAll(
            scraped().stream()
                .filter(name -> name.startsWith("weir_"))
                .filter(name -> !name.matches(".*_(bucket|count|sum)"))
                .toList());
  }

  private static void assertNamesOf(JsonNode definition) {
    assertThat(scraped()).containsAll(namesIn(definition.asText()));
  }

  /** As promtool's linter has it, where there is none. */
  @Test
  void shouldNameMetricsByTheConventions() {
    Set<String> helped = new HashSet<>();
    Map<String, String> types = new HashMap<>();
    for (String line : scrape.lines().toList()) {
      String[] words = line.split(" ", 4);
      if (line.startsWith("# HELP ")) {
        assertThat(helped.add(words[2])).as(line).isTrue();
        assertThat(words[3]).isNotBlank();
      } else if (line.startsWith("# TYPE ")) {
        types.put(words[2], words[3]);
      }
    }
    assertThat(helped).isEqualTo(types.keySet());
    types.forEach(
        (name, type) -> {
          assertThat(name).matches("[a-z][a-z0-9_]*");
          if (name.startsWith("weir_")) {
            assertThat(name.endsWith("_total")).as(name).isEqualTo(type.equals("counter"));
            assertThat(name).doesNotContainPattern("_(count|sum|bucket|counter|gauge|histogram)$");
            assertThat(name)
                .doesNotContainPattern("_(milliseconds|micros|nanos|ms|us|minutes|percent)(_|$)");
            assertThat(type).isIn("counter", "gauge", "histogram");
          }
        });
    for (String line : scrape.lines().toList()) {
      Matcher sample = SAMPLE.matcher(line);
      if (sample.matches() && line.startsWith("weir_") && !line.startsWith("weir_build_info")) {
        assertThat(sample.group(2)).as(line).contains("pool=\"weir\"");
      }
    }
  }

  @Test
  void shouldBeGivenInEachFormThatIsAskedFor() throws Exception {
    assertThat(contentType("application/openmetrics-text; version=1.0.0"))
        .startsWith("application/openmetrics-text");
    assertThat(
            contentType(
                "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;"
                    + "encoding=delimited;q=0.7,text/plain;version=0.0.4;q=0.3"))
        .startsWith("application/vnd.google.protobuf");
    assertThat(contentType("text/html")).startsWith("text/plain");
  }

  private static String contentType(String accept) throws Exception {
    return server.get("/metrics", "Accept", accept).headers().firstValue("Content-Type").orElse("");
  }

  @Test
  void shouldPassPromtoolsLinter() throws Exception {
    assumeTrue(hasPromtool(), "there is no promtool on the path");
    Path file = folder.resolve("scrape");
    Files.writeString(file, scrape);
    assertPasses(file, "check", "metrics");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "check rules alerts.yml",
        "check config prometheus.yml",
        "test rules alerts.test.yml"
      })
  void shouldPassPromtool(String arguments) throws Exception {
    assumeTrue(hasPromtool(), "there is no promtool on the path");
    assertPasses(null, arguments.split(" ", -1));
  }

  private static boolean hasPromtool() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(each -> Files.isExecutable(Path.of(each, "promtool")));
  }

  private static void assertPasses(@Nullable Path input, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(FILES.toFile()).redirectErrorStream(true);
    if (input != null) {
      builder.redirectInput(input.toFile());
    }
    Process promtool = builder.start();
    String said = String.join("\n", promtool.inputReader().lines().toList());
    assertThat(promtool.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(promtool.exitValue()).as(said).isZero();
  }
}
