package weir.http.recording;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import weir.core.figures.Ledger;
import weir.core.link.Recording;
import weir.core.settings.DurationText;

/**
 * What a recording holds, read from its first byte to its last.
 *
 * @param file where it is
 * @param bytes its size
 * @param startEpochMillis when it was started, in milliseconds since 1970 UTC
 * @param startUptimeNanos how long the server had been up then
 * @param lengthNanos how long it is
 * @param writer what wrote it
 * @param blocks its whole blocks
 * @param sources what it holds of each source, by name
 * @param fault what is missing, if anything is
 */
public record RecordingSummary(
    Path file,
    long bytes,
    long startEpochMillis,
    long startUptimeNanos,
    long lengthNanos,
    String writer,
    int blocks,
    Map<String, Content> sources,
    Optional<String> fault) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  /**
   * What it holds of one source.
   *
   * @param snapshots how many
   * @param ended events in their intervals
   * @param last the ledger of the last
   */
  public record Content(long snapshots, long ended, Ledger last) {

    private Content plus(Content next) {
      return new Content(snapshots + next.snapshots, ended + next.ended, next.last);
    }
  }

  /**
   * Reads all of a recording.
   *
   * @param recording read to its end
   * @param bytes size of its file
   * @return what is in it
   */
  public static RecordingSummary of(Recording recording, long bytes) {
    Map<String, Content> sources = new LinkedHashMap<>();
    RecordingSpan.ALL.forEach(
        recording,
        snapshot ->
            sources.merge(
                snapshot.source(),
                new Content(
                    1,
                    snapshot.interval().responseTime().decode().getTotalCount(),
                    snapshot.ledger()),
                Content::plus));
    return new RecordingSummary(
        recording.file(),
        bytes,
        recording.startEpochMillis(),
        recording.startUptimeNanos(),
        recording.lengthNanos(),
        recording.writer(),
        recording.blocks(),
        sources,
        recording.fault());
  }

  /**
   * The summary for a terminal.
   *
   * @return several lines, each with its line break
   */
  public String text() {
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "recording %s (%,d bytes, %,d blocks)%n"
                    + "started %s, %s after the server%n"
                    + "length %s%n"
                    + "written by %s%n",
                file,
                bytes,
                blocks,
                start(),
                seconds(startUptimeNanos),
                seconds(lengthNanos),
                writer));
    sources.forEach((name, content) -> text.append(line(name, content)));
    text.append(sources.isEmpty() ? "no snapshots" + System.lineSeparator() : "");
    return text.append(fault.map("not whole: "::concat).orElse("whole"))
        .append(System.lineSeparator())
        .toString();
  }

  private static String line(String name, Content content) {
    return String.format(
        Locale.ROOT,
        "source %s: %,d snapshots, %,d events ended in them; at the end %s%n",
        name,
        content.snapshots(),
        content.ended(),
        content.last());
  }

  private String start() {
    return TIME.format(Instant.ofEpochMilli(startEpochMillis).atZone(ZoneId.systemDefault()));
  }

  private static String seconds(long nanos) {
    return DurationText.format(Duration.ofMillis(nanos / 1_000_000));
  }
}
