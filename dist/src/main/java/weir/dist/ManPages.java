package weir.dist;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;

/** A man page for each command, from what its help says. */
final class ManPages {

  private static final String ENVIRONMENT =
      "Each setting of the server can be given as a variable, such as WEIR_RING_SIZE; 'weir config' lists"
          + " them. WEIR_JAVA_OPTS holds more flags for Java, such as -Xmx2g, and WEIR_CLASS_PATH jars"
          + " with handlers of your own.";

  private final String version;
  private final String day;
  private final Map<String, String> pages = new LinkedHashMap<>();

  private ManPages(String version, String day) {
    this.version = version;
    this.day = day;
  }

  /** The pages by file name, such as {@code weir-load-start.1}. */
  static Map<String, String> of(CommandLine weir, String version, String day) {
    ManPages all = new ManPages(version, day);
    all.add(weir);
    return all.pages;
  }

  private void add(CommandLine command) {
    pages.put(name(command) + ".1", page(command));
    command.getSubcommands().values().stream().distinct().forEach(this::add);
  }

  private String page(CommandLine command) {
    Troff page = new Troff();
    page.title(name(command), day, "weir " + version);
    CommandText text = new CommandText(command);
    page.heading("NAME").text(name(command) + " - " + text.header());
    page.heading("SYNOPSIS").lines(text.synopsis());
    page.heading("DESCRIPTION").paragraphs(text.description());
    if (!command.getSubcommands().isEmpty()) {
      page.heading("COMMANDS");
      command
          .getSubcommands()
          .forEach((word, sub) -> page.entry(word, new CommandText(sub).header()));
    }
    text.arguments().forEach(page::section);
    if (!text.exitStatuses().isEmpty()) {
      page.section("EXIT STATUS", text.exitStatuses());
    }
    if (command.getParent() == null) {
      page.heading("ENVIRONMENT").text(ENVIRONMENT);
    }
    String others = seeAlso(command);
    if (!others.isEmpty()) {
      page.heading("SEE ALSO").text(others);
    }
    return page.toString();
  }

  private static String seeAlso(CommandLine command) {
    StringBuilder pages = new StringBuilder();
    if (command.getParent() != null) {
      pages.append(name(command.getParent())).append("(1), ");
    }
    command.getSubcommands().values().stream()
        .distinct()
        .forEach(sub -> pages.append(name(sub)).append("(1), "));
    return pages.isEmpty() ? "" : pages.substring(0, pages.length() - 2);
  }

  private static String name(CommandLine command) {
    return command.getCommandSpec().qualifiedName("-");
  }
}
