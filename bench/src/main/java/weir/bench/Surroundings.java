package weir.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a report says on where it was measured and how it was asked for. */
final class Surroundings {

  private Surroundings() {}

  static String commandLine(String program, String[] arguments) {
    return Stream.concat(
            Stream.of(program),
            Stream.of(arguments)
                .map(argument -> argument.contains(" ") ? "'" + argument + "'" : argument))
        .collect(Collectors.joining(" "));
  }

  static String jdk() {
    return "JDK: "
        + System.getProperty("java.vm.name")
        + " "
        + System.getProperty("java.vm.version");
  }

  static String machine() throws IOException {
    return "Machine: "
        + cpuModel()
        + Runtime.getRuntime().availableProcessors()
        + " cores, "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.version");
  }

  static double loadAverage() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  static String loadAverages(double before) {
    return String.format(
        Locale.ROOT, "Load average (1 min): %.1f before, %.1f after", before, loadAverage());
  }

  /** Where the system tells; it is for the reader alone. */
  private static String cpuModel() throws IOException {
    Path file = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(file)) {
      return "";
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip() + ", ")
          .findFirst()
          .orElse("");
    }
  }
}
