package weir.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.core.link.Command;
import weir.core.link.CommandOutcome;
import weir.core.theory.Measurement;
import weir.core.theory.Observation;
import weir.core.theory.ServiceTimes;
import weir.core.theory.WhatIfPoint;
import weir.desktop.Snapshots;

@Timeout(20)
class WhatIfModelTest {

  private final List<Command> sent = new ArrayList<>();
  private final Deque<Runnable> background = new ArrayDeque<>();
  private final ReadOnlyObjectWrapper<@Nullable Measured> measured =
      new ReadOnlyObjectWrapper<>(this, "measured", null);
  private final PanelCommands commands =
      new PanelCommands(
          (source, command) -> {
            sent.add(command);
            return CompletableFuture.completedFuture(new CommandOutcome.Accepted());
          },
          Runnable::run);
  private final WhatIfModel whatIf =
      new WhatIfModel(measured, commands, background::add, Runnable::run);

  @BeforeEach
  void address() {
    commands.connected();
    commands.address(Snapshots.PIPELINE);
    commands.onSnapshot(Snapshots.at(1_000, 0, 100, 3));
  }

  /** The reference's queue of 5.4 arrivals/s and services of half a second, and its likes. */
  private static Measured queue(double rate, double scv, int backlog, long count) {
    Observation.Population population = new Observation.Population(backlog, 3, 0, 0, 200);
    Observation seen =
        new Observation(
            new Observation.Arrivals(count, rate, count / 2, count - count / 2, 1, 100, 0),
            new Observation.Services(count, .5, scv, Double.POSITIVE_INFINITY),
            3,
            false,
            16_384,
            population);
    Measurement measurement =
        new Measurement(
            seen,
            count / rate,
            OptionalDouble.of(.9),
            7.35,
            count,
            OptionalDouble.of(0),
            OptionalDouble.of(1.9),
            OptionalDouble.of(7.9),
            ServiceTimes.UNKNOWN,
            Optional.empty(),
            Measurement.Machine.QUIET,
            List.of(),
            Optional.empty());
    return new Measured(measurement, OptionalDouble.of(1.4), Optional.empty());
  }

  private WhatIfCurves curves() {
    while (!background.isEmpty()) {
      background.remove().run();
    }
    return Objects.requireNonNull(whatIf.curvesProperty().get());
  }

  private void measure(Measured now) {
    whatIf.setActive(true);
    measured.set(now);
  }

  @Test
  void shouldPredictEachNumberOfWorkersAndSayWhyNotWhereItCannot() {
    measure(queue(5.4, 1, 0, 1_000));
    WhatIfCurves curves = curves();
    assertThat(curves.points()).hasSize(64);
    WhatIfPoint three = curves.at(3).orElseThrow();
    assertThat(WhatIfCurve.WAIT.of(three).orElseThrow())
        .isCloseTo(1.3617684, withinPercentage(1e-4));
    assertThat(WhatIfCurve.BACKLOG.of(three).orElseThrow())
        .isCloseTo(7.3535492, withinPercentage(1e-4));
    assertThat(WhatIfCurve.P99.of(three).orElseThrow()).isCloseTo(7.933002, withinPercentage(1e-4));
    assertThat(WhatIfCurve.WAIT.of(curves.measured())).hasValue(1.4);
    assertThat(WhatIfCurve.P99.of(curves.at(2).orElseThrow())).isEmpty();
    assertThat(curves.notes())
        .contains(
            "No response p99 with 1 to 2 workers: they can't do the 5.4/s that arrive, and the ring"
                + " stays full; M/M/c/K, its model, tells means only.");
    assertThat(curves.knee()).hasValue(4);
    assertThat(curves.kneeText()).contains("at 4 workers");
    assertThat(curves.prediction(3))
        .isEqualTo(
            "3 workers (M/M/c): 5.4/s, backlog 7.35, mean wait 1.36 s, p99 7.93 s, busy 90 %.");
    assertThat(curves.cost(3)).isEqualTo("As many as now.");
    assertThat(curves.cost(4))
        .isEqualTo("1 more worker: throughput as now, p99 −66 %, workers' time per event +33 %.");
    assertThat(curves.cost(2)).startsWith("1 fewer worker: throughput −26 %, workers' time");
    assertThat(curves.prediction(65)).contains("Nothing can be said");
  }

  @Test
  void shouldAnswerGoalsAndSayWhyNot() {
    measure(queue(5.4, 1, 20, 1_000));
    assertThat(whatIf.setGoal(WhatIfGoal.WORKERS_FOR_P99, "3s")).isEmpty();
    assertThat(whatIf.setGoal(WhatIfGoal.RATE_FOR_P99, "2.9455873 s")).isEmpty();
    assertThat(curves().answers())
        .containsEntry(WhatIfGoal.WORKERS_FOR_P99, "4 workers (M/M/c): p99 2.66 s, busy 68 %.")
        .containsEntry(
            WhatIfGoal.WORKERS_TO_DRAIN,
            "4 workers (M/M/c): the backlog of 20 has gone after 7.69 s, while events go on to"
                + " arrive.")
        // The reference: 4/s, services of half a second, 3 workers.
        .containsEntry(WhatIfGoal.RATE_FOR_P99, "Up to 4/s with 3 workers (now 5.4/s): busy 67 %.");
    assertThat(whatIf.setGoal(WhatIfGoal.WORKERS_FOR_P99, "50ms")).isEmpty();
    assertThat(curves().answers().get(WhatIfGoal.WORKERS_FOR_P99))
        .isEqualTo(
            "Out of reach: more than 1 % of the services alone take longer than 50 ms; the lowest"
                + " p99 is 2.32 s with 6 workers.");
    measured.set(queue(200, 1, 20, 1_000));
    assertThat(curves().answers().get(WhatIfGoal.WORKERS_FOR_P99))
        .isEqualTo(
            "Out of reach: no number of workers up to 64 keeps up with 200/s; the most is 128/s"
                + " with 64 workers.");
    measured.set(queue(5.4, 1, 0, 1_000));
    assertThat(curves().answers().get(WhatIfGoal.WORKERS_TO_DRAIN)).startsWith("Nothing waits now");
    measured.set(queue(5.4, 1, 0, 50));
    assertThat(curves().answers().get(WhatIfGoal.WORKERS_FOR_P99))
        .isEqualTo("No answer yet: 50 events in the window, 100 are needed.");
    assertThat(curves().notes().getFirst())
        .startsWith("No backlog, mean wait, response p99 with 3 to 64 workers: 50 events");
  }

  @Test
  void shouldSayInOneSentenceWhatIsWrongWithAGoalOrACount() {
    measure(queue(5.4, 1, 0, 1_000));
    String before = curves().answers().get(WhatIfGoal.WORKERS_FOR_P99);
    assertThat(whatIf.setGoal(WhatIfGoal.WORKERS_FOR_P99, "fast"))
        .contains("'fast' is no duration");
    assertThat(whatIf.setGoal(WhatIfGoal.WORKERS_FOR_P99, "0s")).contains("above 0");
    assertThat(curves().answers()).containsEntry(WhatIfGoal.WORKERS_FOR_P99, before);
    for (String wrong : List.of("many", "0", "65", "-1", "1.5")) {
      whatIf.resizeWorkers(wrong);
      assertThat(whatIf.faultProperty().get()).contains("“" + wrong + "”", "1 to 64");
      assertThat(whatIf.targetWorkersProperty().get()).isEqualTo(3);
    }
    whatIf.resizeWorkers(" 6 ");
    assertThat(whatIf.faultProperty().get()).isEmpty();
    assertThat(whatIf.targetWorkersProperty().get()).isEqualTo(6);
  }

  @Test
  void shouldFollowTheServerUntilTheUserChoosesAndAgainOnceThatIsReal() {
    assertThat(whatIf.targetWorkersProperty().get()).isEqualTo(3);
    commands.onSnapshot(Snapshots.at(2_000, 0, 100, 5));
    assertThat(whatIf.targetWorkersProperty().get()).isEqualTo(5);
    whatIf.stepWorkers(2);
    commands.onSnapshot(Snapshots.at(3_000, 0, 100, 4));
    assertThat(whatIf.targetWorkersProperty().get()).isEqualTo(7);
    assertThat(sent).as("a thought is no wish").isEmpty();
    whatIf.apply();
    assertThat(sent).containsExactly(new Command.ResizeWorkers(7));
    assertThat(commands.undoProperty().get()).isEqualTo("4 workers");
    commands.onSnapshot(Snapshots.at(4_000, 0, 100, 7));
    commands.onSnapshot(Snapshots.at(9_000, 0, 100, 0));
    assertThat(whatIf.targetWorkersProperty().get()).as("a pause predicts nothing").isEqualTo(1);
  }

  @Test
  void shouldWorkNothingOutWhileNobodyLooksAndOnlyTheNewestWhileItIsBusy() {
    measured.set(queue(5.4, 1, 0, 1_000));
    whatIf.resizeWorkers(4);
    assertThat(background).isEmpty();
    whatIf.setActive(true);
    for (int workers = 5; workers < 20; workers++) {
      whatIf.resizeWorkers(workers);
    }
    assertThat(background).hasSize(1);
    background.remove().run();
    assertThat(background).as("once again, for the newest").hasSize(1);
    assertThat(whatIf.setGoal(WhatIfGoal.RATE_FOR_P99, "5s")).isEmpty();
    assertThat(curves().answers().get(WhatIfGoal.RATE_FOR_P99)).contains("with 19 workers");
    measured.set(null);
    assertThat(whatIf.curvesProperty().get()).isNull();
    assertThat(whatIf.targetWorkersProperty().get()).isEqualTo(3);
  }
}
