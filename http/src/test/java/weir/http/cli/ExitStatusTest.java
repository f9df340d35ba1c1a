package weir.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ExitStatusTest {

  private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\| (.*) \\|$");

  @Test
  void shouldHaveAMeaningForEach() throws IllegalAccessException {
    List<String> statuses = new ArrayList<>();
    for (Field field : ExitStatus.class.getDeclaredFields()) {
      if (Modifier.isStatic(field.getModifiers()) && field.getType() == int.class) {
        statuses.add(String.valueOf(field.get(null)));
      }
    }
    assertThat(statuses)
        .hasSizeGreaterThan(4)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(ExitStatus.meanings().keySet());
  }

  @Test
  void shouldBeInTheDocsAsTheyAre() throws IOException {
    String docs = Files.readString(Path.of("..", "docs", "operations.md"));
    Map<String, String> rows =
        ROW.matcher(docs)
            .results()
            .collect(Collectors.toMap(row -> row.group(1), (MatchResult row) -> row.group(2)));
    assertThat(rows).isEqualTo(ExitStatus.meanings());
  }

  @Test
  void shouldBeInTheHelp() {
    String help = CommandRun.of("--help").out().replaceAll("\\s+", " ");

    new TreeMap<>(ExitStatus.meanings())
        .forEach((status, meaning) -> assertThat(help).contains(status + " " + meaning));
  }
}
