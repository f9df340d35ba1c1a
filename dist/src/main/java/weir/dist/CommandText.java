package weir.dist;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The texts of a command's help, without colours and not yet broken into lines. */
final class CommandText {

  private final CommandSpec spec;
  private final UsageMessageSpec usage;
  private final Help help;

  CommandText(CommandLine command) {
    this.spec = command.getCommandSpec();
    this.usage = spec.usageMessage();
    this.help = new Help(spec, Help.defaultColorScheme(Help.Ansi.OFF));
  }

  /** What it does, in one line. */
  String header() {
    if (usage.header().length > 0) {
      return String.join(" ", paragraphs(usage.header()));
    }
    String first = paragraphs(usage.description()).getFirst();
    int end = first.indexOf(':');
    return end < 0 ? first : first.substring(0, end);
  }

  List<String> synopsis() {
    return help.synopsis(0).lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  List<String> description() {
    return Stream.of(usage.description(), usage.footer())
        .flatMap(lines -> paragraphs(lines).stream())
        .toList();
  }

  /** Arguments with what they mean, by the heading that they stand under. */
  Map<String, Map<String, String>> arguments() {
    Map<String, Map<String, String>> sections = new LinkedHashMap<>();
    Map<String, String> options = new LinkedHashMap<>();
    for (PositionalParamSpec parameter : spec.positionalParameters()) {
      if (!parameter.hidden()) {
        options.put(parameter.paramLabel(), text(parameter.description()));
      }
    }
    List<OptionSpec> grouped = new ArrayList<>();
    spec.argGroups().forEach(group -> grouped.addAll(group.allOptionsNested()));
    spec.options().stream()
        .filter(option -> !grouped.contains(option))
        .forEach(option -> put(options, option));
    sections.put("OPTIONS", options);
    spec.argGroups().forEach(group -> add(sections, group));
    sections.values().removeIf(Map::isEmpty);
    return sections;
  }

  /** What each exit status means, where the command's help says it. */
  Map<String, String> exitStatuses() {
    Map<String, String> statuses = new LinkedHashMap<>();
    usage.exitCodeList().forEach((status, meaning) -> statuses.put(status.strip(), text(meaning)));
    return statuses;
  }

  private static void add(Map<String, Map<String, String>> sections, ArgGroupSpec group) {
    String heading = group.heading() == null ? "OPTIONS" : text(group.heading());
    Map<String, String> section =
        sections.computeIfAbsent(
            heading.replaceAll(":$", "").toUpperCase(Locale.ROOT), any -> new LinkedHashMap<>());
    group.allOptionsNested().forEach(option -> put(section, option));
  }

  private static void put(Map<String, String> section, OptionSpec option) {
    if (!option.hidden()) {
      String value = option.arity().max() == 0 ? "" : "=" + option.paramLabel();
      section.put(String.join(", ", option.names()) + value, text(option.description()));
    }
  }

  private static List<String> paragraphs(String... lines) {
    return Stream.of(lines)
        .map(CommandText::text)
        .flatMap(String::lines)
        .filter(line -> !line.isBlank())
        .toList();
  }

  /** As the help formats it: '%n' and '%%' are codes there. */
  private static String text(String... lines) {
    return Stream.of(lines)
        .map(line -> line.replace("%n", "\n").replace("%%", "%"))
        .reduce((one, other) -> one + " " + other)
        .map(String::strip)
        .orElse("");
  }
}
