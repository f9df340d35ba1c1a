package weir.http.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every exercise, for real. They sleep more than they compute, and so run side by side. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ExercisesTest {

  private static final int AT_A_TIME = 4;
  private static final int MOST_RUNS = 2;

  @TempDir static Path folder;

  private final Map<Integer, Future<LabResult>> runs = new LinkedHashMap<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);

  static Stream<Exercise> exercises() {
    return Exercises.all().stream();
  }

  private static int number(Exercise exercise) {
    return exercise.lesson(Scale.SCALED).number();
  }

  private static Path socket(int number) {
    return folder.resolve(number + ".sock");
  }

  @BeforeAll
  void start() {
    exercises()
        .forEach(
            exercise ->
                runs.put(number(exercise), threads.submit(() -> run(exercise, number(exercise)))));
  }

  private LabResult run(Exercise exercise, int number) throws Exception {
    return Lab.run(
        exercise,
        Scale.SCALED,
        Predictions.NONE,
        socket(number).toString(),
        MOST_RUNS,
        new NoView());
  }

  @AfterAll
  void stop() throws InterruptedException {
    threads.shutdownNow();
    assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("exercises")
  void shouldMeasureWhatTheorySays(Exercise exercise) throws Exception {
    LabResult result = Objects.requireNonNull(runs.get(number(exercise))).get();

    List<Finding> wrong = result.findings().stream().filter(finding -> !finding.agrees()).toList();
    // Times say nothing where the machine was busy with other things, twice; counts do.
    boolean timesOnly =
        wrong.stream().noneMatch(finding -> finding.tolerance().equals(Tolerance.EXACT));
    assumeFalse(
        !wrong.isEmpty() && timesOnly && result.isSpoilt(),
        () -> "the machine was too busy: " + wrong);
    assertThat(wrong).isEmpty();
    assertThat(result.findings().stream().map(Finding::quantity).toList())
        .isEqualTo(Lab.asked(exercise));
    assertThat(socket(number(exercise))).as("closed").doesNotExist();
  }

  /** The same formulas in the same units; fed with what was measured, not with what was set. */
  @ParameterizedTest
  @MethodSource("exercises")
  void shouldAnswerWhatItComparesWith(Exercise exercise) throws Exception {
    LabResult result = Objects.requireNonNull(runs.get(number(exercise))).get();
    List<Answer> answers = exercise.answers(Scale.SCALED);
    assumeTrue(result.agrees(), "the machine was too busy");
    // Another unit is a thousand times off; where queues are long, a busy machine is far off, too.
    double factor = result.isSpoilt() ? 100 : 10;

    IntStream.range(0, answers.size())
        .forEach(
            place -> {
              Finding finding = result.findings().get(place);
              assertThat(finding.theory())
                  .as(finding.quantity().key())
                  .isBetween(
                      answers.get(place).theory() / factor, answers.get(place).theory() * factor);
            });
  }

  @Test
  void shouldNumberThemWithoutGaps() {
    List<Integer> numbers = exercises().map(ExercisesTest::number).toList();

    assertThat(numbers).isEqualTo(IntStream.range(0, numbers.size()).boxed().toList());
  }

  @Test
  void shouldLeaveNoFileBehind() throws Exception {
    for (Future<LabResult> run : runs.values()) {
      run.get();
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }
}
