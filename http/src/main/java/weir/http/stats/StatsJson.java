package weir.http.stats;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Writes {@link StatsDocument}s, and other records of figures, as JSON. Thread-safe. */
public final class StatsJson {

  private static final ObjectWriter WRITER = JsonMapper.builder().build().writer();

  private StatsJson() {}

  /**
   * One line of JSON.
   *
   * @param document what to write: records, maps, lists, texts and numbers
   * @return JSON without a line break
   */
  public static String line(Object document) {
    return write(WRITER, document);
  }

  /**
   * JSON for people to read.
   *
   * @param document what to write: records, maps, lists, texts and numbers
   * @return indented JSON over several lines
   */
  public static String indented(Object document) {
    return write(WRITER.withDefaultPrettyPrinter(), document);
  }

  /**
   * The body of an HTTP answer.
   *
   * @param document what to write, as for {@link #indented}
   * @return UTF-8
   */
  public static byte[] bytes(Object document) {
    try {
      return WRITER.writeValueAsBytes(document);
    } catch (JsonProcessingException e) {
      throw unwritable(e);
    }
  }

  private static String write(ObjectWriter writer, Object document) {
    try {
      return writer.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw unwritable(e);
    }
  }

  private static IllegalStateException unwritable(JsonProcessingException e) {
    return new IllegalStateException("records of numbers can always be written", e);
  }
}
