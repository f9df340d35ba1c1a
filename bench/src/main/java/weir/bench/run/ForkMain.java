package weir.bench.run;

import java.time.Duration;
import java.util.Map;
import weir.bench.contender.ContenderKind;

/** The program of a fork: prints a line for each figure. */
public final class ForkMain {

  private ForkMain() {}

  /**
   * Measures one contender in one scenario.
   *
   * @param arguments see {@link ForkSettings#toArguments()}
   * @throws InterruptedException if the main thread is interrupted
   */
  public static void main(String[] arguments) throws InterruptedException {
    ForkSettings settings = ForkSettings.parse(arguments);
    Work work = settings.scenario().work();
    Duration warmUp = settings.warmUp();
    for (Cell cell : settings.scenario().cells()) {
      print(cell, measure(settings, cell, work, warmUp));
      warmUp = settings.warmUp().dividedBy(3);
    }
  }

  private static Map<Metric, Double> measure(
      ForkSettings settings, Cell cell, Work work, Duration warmUp) throws InterruptedException {
    if (settings.kind() == ContenderKind.NO_QUEUE) {
      return new NoQueueRun(cell, work).measure(warmUp, settings.duration());
    }
    return new CellRun(settings.kind(), cell, work, settings.backlog(), settings.scenario().keys())
        .measure(warmUp, settings.duration());
  }

  private static void print(Cell cell, Map<Metric, Double> figures) {
    figures.forEach(
        (metric, value) -> System.out.println(new Figure(cell.name(), metric, value).toLine()));
  }
}
