package weir.http.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Arrivals and service times of a short experiment, which can also be run in made-up time.
 *
 * <p>A few thousand events drawn by chance scatter: at a utilisation of 0.8 their mean wait is off
 * by a quarter as often as not. So gaps and service times are not drawn one by one. They are
 * equally likely quantiles of their distributions, each once, in random order: rate, mean and
 * variability are right, and only the order is left to chance. Of some hundred orders the one in
 * the middle is taken, by its own mean wait in made-up time; no formula has a say in it. Immutable.
 */
final class Sample {

  private static final double LONG_SHARE = 0.05;
  private static final double APART = Math.sqrt(4 / (LONG_SHARE * (1 - LONG_SHARE)));
  private static final double SHORT = 1 - LONG_SHARE * APART;
  private static final double LONG = SHORT + APART;

  /** Orders of which the most typical is taken. */
  private static final int ORDERS = 101;

  /** Events that are a long run. */
  private static final int LONG_RUN = 300_000;

  /** A distribution of mean 1: its quantile function. */
  enum Shape {
    FIXED {
      @Override
      double quantile(double probability) {
        return 1;
      }
    },
    EXPONENTIAL {
      @Override
      double quantile(double probability) {
        return -Math.log1p(-probability);
      }
    },
    /** One in twenty takes 18 times as long as the others: a squared variation of 4. */
    BIMODAL {
      @Override
      double quantile(double probability) {
        return probability < 1 - LONG_SHARE ? SHORT : LONG;
      }
    };

    abstract double quantile(double probability);

    /** Equally likely ones, with the mean that is asked for. */
    double[] quantiles(int count, double mean) {
      double[] values =
          IntStream.range(0, count).mapToDouble(place -> quantile((place + 0.5) / count)).toArray();
      double factor = mean / Arrays.stream(values).average().orElse(1);
      return Arrays.stream(values).map(value -> value * factor).toArray();
    }
  }

  /** Rising. */
  private final double[] arrivalSeconds;

  private final double[] serviceSeconds;

  private Sample(double[] arrivalSeconds, double[] serviceSeconds) {
    this.arrivalSeconds = arrivalSeconds;
    this.serviceSeconds = serviceSeconds;
  }

  /**
   * What a sample is of.
   *
   * @param events how many
   * @param perSecond arrivals, Poisson but for the above
   * @param meanServiceSeconds of the service times
   * @param shape of the service times
   */
  record Plan(int events, double perSecond, double meanServiceSeconds, Shape shape) {

    /** With chance in the order alone. */
    private Sample ordered(long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      double[] gaps = Shape.EXPONENTIAL.quantiles(events, 1 / perSecond);
      double[] services = shape.quantiles(events, meanServiceSeconds);
      shuffle(gaps, random);
      shuffle(services, random);
      return of(gaps, services);
    }

    /** The sample that is nearest to the mean of all, by a figure of it in made-up time. */
    Sample typical(ToDoubleFunction<Sample> figure) {
      record Measured(Sample sample, double figure) {}

      List<Measured> all =
          LongStream.rangeClosed(1, ORDERS)
              .mapToObj(this::ordered)
              .map(sample -> new Measured(sample, figure.applyAsDouble(sample)))
              .toList();
      double mean = all.stream().mapToDouble(Measured::figure).average().orElseThrow();
      return all.stream()
          .min(Comparator.comparingDouble(one -> Math.abs(one.figure() - mean)))
          .orElseThrow()
          .sample();
    }

    /** So many that nothing scatters: what a short sample leaves out can be told from it. */
    Sample longRun() {
      SplittableRandom random = new SplittableRandom(0);
      double[] gaps = new double[LONG_RUN];
      double[] services = new double[LONG_RUN];
      for (int event = 0; event < LONG_RUN; event++) {
        gaps[event] = Shape.EXPONENTIAL.quantile(random.nextDouble()) / perSecond;
        services[event] = shape.quantile(random.nextDouble()) * meanServiceSeconds;
      }
      return of(gaps, services);
    }
  }

  private static void shuffle(double[] values, SplittableRandom random) {
    for (int place = values.length - 1; place > 0; place--) {
      int other = random.nextInt(place + 1);
      double value = values[place];
      values[place] = values[other];
      values[other] = value;
    }
  }

  private static Sample of(double[] gaps, double[] services) {
    double now = 0;
    double[] arrivals = new double[gaps.length];
    for (int event = 0; event < gaps.length; event++) {
      now += gaps[event];
      arrivals[event] = now;
    }
    return new Sample(arrivals, services);
  }

  /** Events at equal distances, whose service times are the resource's own. */
  static Sample even(int events, double perSecond) {
    return of(
        DoubleStream.generate(() -> 1 / perSecond).limit(events).toArray(), new double[events]);
  }

  int events() {
    return arrivalSeconds.length;
  }

  double arrivalSeconds(int event) {
    return arrivalSeconds[event];
  }

  /** From the start to the last arrival. */
  double seconds() {
    return arrivalSeconds[events() - 1];
  }

  double perSecond() {
    return events() / seconds();
  }

  // --- Made-up time --------------------------------------------------------------------------

  /** Waits with one queue for all workers. */
  double[] waitsInOneQueue(int workers) {
    PriorityQueue<Double> freeAt = new PriorityQueue<>();
    double[] waits = new double[events()];
    for (int event = 0; event < events(); event++) {
      double free = freeAt.size() < workers ? 0 : freeAt.remove();
      double start = Math.max(arrivalSeconds[event], free);
      waits[event] = start - arrivalSeconds[event];
      freeAt.add(start + serviceSeconds[event]);
    }
    return waits;
  }

  /** Waits where each worker has a queue of its own and events are dealt out by their numbers. */
  double[] waitsDealtOut(int workers) {
    double[] freeAt = new double[workers];
    double[] waits = new double[events()];
    for (int event = 0; event < events(); event++) {
      int worker = event % workers;
      double start = Math.max(arrivalSeconds[event], freeAt[worker]);
      waits[event] = start - arrivalSeconds[event];
      freeAt[worker] = start + serviceSeconds[event];
    }
    return waits;
  }

  static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  static double shareAbove(double[] values, double limit) {
    return Arrays.stream(values).filter(value -> value > limit).count() / (double) values.length;
  }

  // --- Real time -----------------------------------------------------------------------------

  /**
   * Writes the service times for a resource that replays them.
   *
   * @param file a new file
   * @param from number of the first
   * @param step how many further the next is
   * @return what {@code --distribution} takes
   */
  String replay(Path file, int from, int step) throws IOException {
    String times =
        IntStream.iterate(from, event -> event < events(), event -> event + step)
            .mapToObj(event -> String.valueOf(Math.round(serviceSeconds[event] * 1e9)))
            .collect(Collectors.joining("\n", "nanoseconds\n", "\n"));
    Files.writeString(file, times, StandardCharsets.US_ASCII);
    return "replay:" + file + ",unit=ns";
  }
}
