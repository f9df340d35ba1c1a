package weir.bench;

import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import weir.bench.contender.ContenderKind;
import weir.bench.flag.Named;
import weir.bench.http.HttpContender;
import weir.bench.run.Scenario;

/** Finds what flags name, when they are read. */
final class Choices {

  private Choices() {}

  /** One of some, by its short name. */
  abstract static class Choice<T extends Named> implements ITypeConverter<T> {

    private final String what;
    private final List<T> all;

    Choice(String what, T[] all) {
      this.what = what;
      this.all = List.of(all);
    }

    @Override
    public T convert(String id) {
      return all.stream()
          .filter(one -> one.id().equals(id))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "no "
                          + what
                          + " is called '"
                          + id
                          + "': choose from "
                          + String.join(", ", all.stream().map(Named::id).toList())));
    }
  }

  /** A pool. */
  static final class OfContenders extends Choice<ContenderKind> {

    OfContenders() {
      super("contender", ContenderKind.values());
    }
  }

  /** A server. */
  static final class OfServers extends Choice<HttpContender> {

    OfServers() {
      super("contender", HttpContender.values());
    }
  }

  /** What pools are given to do. */
  static final class OfScenarios extends Choice<Scenario> {

    OfScenarios() {
      super("scenario", Scenario.values());
    }
  }

  /** What sends requests. */
  static final class OfLoadTools extends Choice<LoadTool> {

    OfLoadTools() {
      super("tool", LoadTool.values());
    }
  }
}
