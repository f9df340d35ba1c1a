package weir.core.controlled;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The test of the plans: each mutant of the shipped classes must be noticed. {@code mvn -Pmutants
 * verify -pl core} runs it and writes {@code target/mutants.md}. {@code -Dweir.mutants.only=NAME}
 * runs those whose name begins so.
 */
@Tag("mutants")
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class MutantsTest {

  /** Seeds of each plan: few at first, as most mutants are noticed soon. */
  private static final List<Integer> SEEDS = List.of(200, 3_000, 60_000);

  private static final int SEEDS_FOR_EQUIVALENTS = 1_000;
  private static final int SEEDS_FOR_RARE = 1_000_000;
  private static final List<String> ROWS = new ArrayList<>();

  static Stream<Mutant> mutants() {
    String only = System.getProperty("weir.mutants.only", "");
    return Mutant.all().stream().filter(mutant -> mutant.name().startsWith(only));
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void shouldNoticeEachMutant(Mutant mutant) throws IOException {
    List<Plan> plans = plansFor(mutant);
    boolean equivalent = !mutant.whyEquivalent().isEmpty();
    List<Integer> counts = equivalent ? List.of(SEEDS_FOR_EQUIVALENTS) : seedsFor(mutant);
    long startNanos = System.nanoTime();
    String noticed = "";
    for (int count : counts) {
      noticed = noticed.isEmpty() ? firstBroken(plans, count) : noticed;
    }
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    String how = noticed.isEmpty() ? "**not noticed** " + mutant.whyEquivalent() : noticed;
    ROWS.add(
        String.format(
            Locale.ROOT, "| %s | %s | %s | %.1f |", mutant.name(), mutant.type(), how, seconds));
    assertThat(noticed.isEmpty()).as("%s: %s", mutant.name(), how).isEqualTo(equivalent);
  }

  private static List<Plan> plansFor(Mutant mutant) throws IOException {
    return ControlledPlans.of(MutantCompiler.compile(mutant)).stream()
        .filter(plan -> mutant.plan().isEmpty() || plan.toString().equals(mutant.plan()))
        .toList();
  }

  private static List<Integer> seedsFor(Mutant mutant) {
    return mutant.plan().isEmpty() ? SEEDS : List.of(SEEDS_FOR_RARE);
  }

  private static String firstBroken(List<Plan> plans, int seeds) {
    for (Plan plan : plans) {
      Exploration.Outcome outcome = new Exploration(plan).random(1, seeds, Long.MAX_VALUE);
      if (outcome.isBroken()) {
        return outcome.broken().lines().findFirst().orElse("").replaceAll(":$", "");
      }
    }
    return "";
  }

  @AfterAll
  static void writeReport() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("# Mutants of the shipped classes");
    lines.add("");
    lines.add(
        "Written by `mvn -Pmutants verify -pl core`. Each is an edit of the source in `Mutant`.");
    lines.add("");
    lines.add("| mutant | class | noticed by | seconds |");
    lines.add("|---|---|---|---:|");
    lines.addAll(ROWS);
    Files.write(Path.of("target", "mutants.md"), lines);
  }
}
