package weir.core.theory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class KneeTest {

  /** Clients without think time, with services of a time. */
  private static WhatIf loop(int clients, double serviceSeconds) {
    long count = 1_000;
    Observation seen =
        new Observation(
            new Observation.Arrivals(count, 100, count / 2, count / 2, 1, 100, 0),
            new Observation.Services(count, serviceSeconds, 0, Double.POSITIVE_INFINITY),
            3,
            false,
            1_024,
            new Observation.Population(clients - 3, 3, clients, clients - 1, clients));
    return WhatIf.of(
        new Measurement(
            seen,
            10,
            OptionalDouble.of(1),
            clients - 3,
            count,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            ServiceTimes.UNKNOWN,
            Optional.empty(),
            Measurement.Machine.QUIET,
            List.of(),
            Optional.empty()),
        Optional.empty());
  }

  @Test
  void shouldBeWhereEachClientOfAClosedLoopHasAWorker() {
    WhatIf whatIf = loop(50, .03);
    assertThat(whatIf.at(64).orElseThrow().model()).isEqualTo(Prediction.Model.CLOSED);
    assertThat(whatIf.knee(1, 64)).hasValue(50);
    assertThat(whatIf.knee(1, 40)).as("each has a client").isEmpty();
  }

  @Test
  void shouldSayThatServicesTakeNoTime() {
    Answer answer = loop(50, 0).fewestWorkersForP99(1, 8);
    assertThat(((Answer.Impossible) answer).detail())
        .isEqualTo("services take no time that can be measured");
  }
}
