package weir.bench.run;

import java.time.Duration;
import java.util.List;
import weir.bench.contender.ContenderKind;

/**
 * What a fork is to measure.
 *
 * @param kind the contender
 * @param scenario handlers and load
 * @param backlog bound of what waits, in events
 * @param warmUp before the first cell; each later cell gets a third of it
 * @param duration of each cell
 */
public record ForkSettings(
    ContenderKind kind, Scenario scenario, int backlog, Duration warmUp, Duration duration) {

  /**
   * The form in which a fork is told.
   *
   * @return arguments of {@link ForkMain}
   */
  public List<String> toArguments() {
    return List.of(
        kind.name(),
        scenario.name(),
        Integer.toString(backlog),
        Long.toString(warmUp.toMillis()),
        Long.toString(duration.toMillis()));
  }

  static ForkSettings parse(String[] arguments) {
    return new ForkSettings(
        ContenderKind.valueOf(arguments[0]),
        Scenario.valueOf(arguments[1]),
        Integer.parseInt(arguments[2]),
        Duration.ofMillis(Long.parseLong(arguments[3])),
        Duration.ofMillis(Long.parseLong(arguments[4])));
  }
}
