package weir.http.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import weir.core.theory.BurstDrain;
import weir.core.theory.DrainTimeline;
import weir.core.theory.DrainTimeline.Resize;

/** The pages of the lab say what the program says, and their figures are theory's. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class DocsTest {

  private static final Path FOLDER = Path.of("..", "docs", "lab");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]*)(#[^)]*)?\\)");
  private static final Pattern CLASS = Pattern.compile("weir(\\.[a-z]+)+\\.[A-Z]\\w+");

  static Stream<Exercise> exercises() {
    return Exercises.all().stream();
  }

  private static String page(String name) throws IOException {
    return Files.readString(FOLDER.resolve(name));
  }

  private static List<String> linesOf(String name) throws IOException {
    return Files.readAllLines(FOLDER.resolve(name));
  }

  private static String heading(Lesson lesson) {
    return lesson.number() + " · " + lesson.title();
  }

  /** As the hosts of repositories make it of a heading. */
  private static String anchor(String heading) {
    return heading
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{IsAlphabetic}\\p{IsDigit} _-]", "")
        .replace(' ', '-');
  }

  @ParameterizedTest
  @MethodSource("exercises")
  void shouldHaveASectionForEachExercise(Exercise exercise) throws Exception {
    Lesson lesson = exercise.lesson(Scale.SCALED);
    String heading = heading(lesson);

    assertThat(linesOf(lesson.chapter().page()))
        .contains("## " + heading)
        .anyMatch(line -> line.contains("`./weir lab " + lesson.number() + "`"));
    assertThat(linesOf("README.md"))
        .contains(
            "| %s | [%s](%s#%s) |"
                .formatted(
                    String.valueOf(lesson.number()),
                    lesson.title(),
                    lesson.chapter().page(),
                    anchor(heading)));
  }

  @ParameterizedTest
  @MethodSource("exercises")
  void shouldGiveTheAnswersOfTheory(Exercise exercise) throws Exception {
    String section = section(exercise.lesson(Scale.SCALED));
    List<Answer> scaled = exercise.answers(Scale.SCALED);
    List<Answer> full = exercise.answers(Scale.FULL);
    for (int place = 0; place < scaled.size(); place++) {
      Quantity quantity = scaled.get(place).quantity();
      assertThat(section.lines())
          .contains(
              "| `%s` | %s | %s | %s |"
                  .formatted(
                      quantity.key(),
                      quantity.label(),
                      quantity.unit().shown(scaled.get(place).theory()),
                      quantity.unit().shown(full.get(place).theory())));
    }
  }

  private static String section(Lesson lesson) throws IOException {
    String page = page(lesson.chapter().page());
    int start = page.indexOf("## " + heading(lesson));
    int end = page.indexOf("\n## ", start);
    return page.substring(start, end < 0 ? page.length() : end);
  }

  @Test
  void shouldHaveTheClosedFormsOfABurst() throws Exception {
    for (int workers : List.of(1, 2, 3, 10, 50)) {
      BurstDrain drain = new BurstDrain(1_000, 0.5, workers);
      assertThat(linesOf("pipeline.md"))
          .contains(
              "| %s | %s | %s | %s | %s | %s |"
                  .formatted(
                      String.valueOf(workers),
                      seconds(drain.meanResponseSeconds()),
                      seconds(drain.responseQuantileSeconds(0.5)),
                      seconds(drain.responseQuantileSeconds(0.9)),
                      seconds(drain.responseQuantileSeconds(0.99)),
                      seconds(drain.makespanSeconds())));
    }
  }

  @Test
  void shouldHaveTheMeansAfterAChange() throws Exception {
    DrainTimeline same = drain(1, List.of());
    DrainTimeline grown = drain(1, List.of(new Resize(100, 3)));
    DrainTimeline shrunk = drain(3, List.of(new Resize(100, 1)));
    assertThat(linesOf("pipeline.md"))
        .contains(
            "| one worker all along | %s |".formatted(seconds(same.runningMeanSeconds(150))),
            "| 1 → 3 workers at 100 s | %s |".formatted(seconds(grown.runningMeanSeconds(150))),
            "| 3 → 1 workers at 100 s | %s |".formatted(seconds(shrunk.runningMeanSeconds(150))));
    assertThat(page("pipeline.md"))
        .contains(seconds(grown.meanResponseSeconds()), seconds(same.meanResponseSeconds()));
  }

  private static DrainTimeline drain(int workers, List<Resize> resizes) {
    return DrainTimeline.of(new BurstDrain(1_000, 0.5, workers), resizes);
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.2f", seconds).replaceFirst("\\.?0+$", "") + " s";
  }

  /** Those of the panel are in a module that this one knows nothing of. */
  @Test
  void shouldNamePlacesInTheCodeThatThereAre() throws Exception {
    Lesson lesson = new TraceTheCode().lesson(Scale.SCALED);
    List<String> told = classesIn(lesson.question());

    assertThat(classesIn(section(lesson))).isEqualTo(told);
    assertThat(told)
        .hasSizeGreaterThan(9)
        .allSatisfy(
            name -> {
              if (!name.startsWith("weir.desktop.")) {
                assertThat(Class.forName(name).getName()).isEqualTo(name);
              } else {
                String file = name.replace('.', '/') + ".java";
                assertThat(Path.of("..", "desktop", "src", "main", "java", file)).exists();
              }
            });
  }

  private static List<String> classesIn(String text) {
    return CLASS.matcher(text).results().map(MatchResult::group).toList();
  }

  @Test
  void shouldLinkToWhatThereIs() throws Exception {
    for (String name : List.of("README.md", "pipeline.md", "queues.md", "yourself.md")) {
      for (MatchResult link : LINK.matcher(page(name)).results().toList()) {
        String target = link.group(1);
        Path file = target.isEmpty() ? FOLDER.resolve(name) : FOLDER.resolve(target);
        assertThat(file).as(name).exists();
        if (link.group(2) != null) {
          assertThat(Files.readAllLines(file).stream().map(DocsTest::anchorOfLine))
              .as(name + ": " + link.group())
              .contains(link.group(2).substring(1));
        }
      }
    }
  }

  private static String anchorOfLine(String line) {
    return anchor(line.replaceFirst("^#+ ", ""));
  }

  @Test
  void shouldShowPredictionsThatCanBeRead() throws Exception {
    List<Quantity> asked = Lab.asked(Lab.exercise(3));
    String readme = page("README.md");
    for (String example : List.of("uses=1,last=5s", "1,200,2.5s,,5s")) {
      assertThat(readme).contains("--predict " + example);
      assertThat(Predictions.parse(example, asked).of(asked.get(4))).hasValue(5);
    }
  }
}
