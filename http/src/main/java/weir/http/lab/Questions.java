package weir.http.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks a person for predictions. */
public final class Questions {

  private Questions() {}

  /**
   * Asks for each quantity, again where an answer can't be read. An empty line is no prediction.
   *
   * @param asked what to ask for
   * @param in where answers come from; its end leaves the rest unpredicted
   * @param out where questions go
   * @return what was answered
   * @throws IOException if answers can't be read
   */
  public static Predictions ask(List<Quantity> asked, BufferedReader in, PrintWriter out)
      throws IOException {
    out.println("What do you expect? (An empty line: no prediction.)");
    Map<String, Double> values = new LinkedHashMap<>();
    for (Quantity quantity : asked) {
      while (true) {
        out.printf("  %s (%s): ", quantity.label(), quantity.unit().example());
        out.flush();
        String line = in.readLine();
        if (line == null) {
          out.println();
          return Predictions.of(values);
        }
        if (line.isBlank()) {
          break;
        }
        try {
          values.put(quantity.key(), quantity.unit().read(line));
          break;
        } catch (IllegalArgumentException e) {
          out.println("  " + e.getMessage());
        }
      }
    }
    out.println();
    return Predictions.of(values);
  }
}
