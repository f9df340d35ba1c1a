package weir.http.server;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The rows of docs/truth.md, in the order of their names. */
final class TruthTable {

  @GuardedBy("this")
  private final List<String> rows = new ArrayList<>();

  synchronized void add(String what, String theory, String measured, String difference) {
    String row = "| " + String.join(" | ", what, theory, measured, difference) + " |";
    System.out.println(row);
    rows.add(row);
  }

  /** A row of two durations. */
  void addSeconds(String what, double theory, double measured) {
    add(what, ms(theory), ms(measured), percent(measured, theory));
  }

  /**
   * A row of Little's law.
   *
   * @param ratio mean population over rate times mean time
   * @param band how certain it is
   */
  void addLittle(String run, double ratio, String band) {
    add(
        "7 Little's law, " + run + ": L ÷ λW",
        "1",
        String.format(Locale.ROOT, "%.4f%s", ratio, band),
        percent(ratio, 1));
  }

  static String ms(double seconds) {
    return String.format(Locale.ROOT, "%.3f ms", seconds * 1e3);
  }

  static String percent(double measured, double theory) {
    return String.format(Locale.ROOT, "%+.1f %%", 100 * (measured / theory - 1));
  }

  synchronized void write(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("# Truth");
    lines.add("");
    lines.add("What theory predicts, and what Weir measured end to end. Written by");
    lines.add(
        "`mvn -Ptruth verify -pl http -am` on " + Instant.now().truncatedTo(ChronoUnit.MINUTES));
    lines.add("(2 cores, shared by load generator, server and resource).");
    lines.add("");
    lines.add(
        "Theory is fed with the measured rate λ, mean S and variability CV² of the service time.");
    lines.add(
        "An event that finds an idle worker waits until that has woken up, about 0.1 ms on such a");
    lines.add("machine, which no formula has. ± is half of a 95 % interval, from batches of 3 s.");
    lines.add(
        "L, the mean number of events in the pipeline, is sampled at random, 1 ms apart on average.");
    lines.add("");
    lines.add("| What | Theory | Measured | Difference |");
    lines.add("|---|---|---|---|");
    lines.addAll(rows.stream().sorted().toList());
    Files.write(file, lines);
  }
}
