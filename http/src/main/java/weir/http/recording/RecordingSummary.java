package weir.http.recording;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import weir.core.figures.Snapshot;
import weir.core.link.Recording;
import weir.core.settings.DurationText;

/**
 * What a recording holds, as the fields of its blocks and what is in the first and the last of them
 * say: of a large one the rest is not read.
 *
 * @param recording the recording
 * @param bytes its size
 * @param checked whether every block was checked
 * @param sources what it holds of each source of its start and its end, by name
 */
public record RecordingSummary(
    Recording recording, long bytes, boolean checked, Map<String, Content> sources) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  /** A block in which a source has nothing to say is rare. */
  private static final int MOST_BLOCKS = 20;

  /**
   * What it holds of one source.
   *
   * @param first its first snapshot that was read
   * @param last its last one
   */
  public record Content(Snapshot first, Snapshot last) {

    /** Events that ended between the two, by the ledger, in words. */
    String ended() {
      long events = last.ledger().ended() - first.ledger().ended();
      // One that ends may come again under its name, and counts from zero.
      if (last.uptimeNanos() < first.uptimeNanos()
          || (first.resets() == last.resets() && events < 0)) {
        return "another of its name meanwhile; ";
      }
      return first.resets() != last.resets()
          ? "reset meanwhile; "
          : String.format(Locale.ROOT, "%,d events ended after its first figures; ", events);
    }
  }

  /**
   * Reads the start and the end of a recording.
   *
   * @param recording where it is read does not matter
   * @param bytes size of its file
   * @param check whether to check every block as well
   * @return what is in it
   */
  public static RecordingSummary of(Recording recording, long bytes, boolean check) {
    Map<String, Content> sources = new LinkedHashMap<>();
    int blocks = recording.blocks();
    for (int block = 0; block < Math.min(blocks, MOST_BLOCKS); block++) {
      forEach(
          recording,
          block,
          snapshot -> sources.putIfAbsent(snapshot.source(), new Content(snapshot, snapshot)));
    }
    Map<String, Snapshot> last = new HashMap<>();
    for (int block = Math.max(0, blocks - MOST_BLOCKS); block < blocks; block++) {
      forEach(recording, block, snapshot -> last.put(snapshot.source(), snapshot));
    }
    last.forEach(
        (name, snapshot) ->
            sources.merge(
                name,
                new Content(snapshot, snapshot),
                (known, end) -> new Content(known.first, end.last)));
    if (check) {
      recording.check();
    }
    return new RecordingSummary(recording, bytes, check, sources);
  }

  private static void forEach(Recording recording, int block, Consumer<Snapshot> action) {
    long from = recording.blockNanos(block);
    long to = block + 1 < recording.blocks() ? recording.blockNanos(block + 1) : Long.MAX_VALUE;
    new RecordingSpan(null, from, to - 1).forEach(recording, action);
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
                "recording %s (%,d bytes, %,d blocks, %,d messages)%n"
                    + "started %s, %s after the server%n"
                    + "length %s%n"
                    + "written by %s%n",
                recording.file(),
                bytes,
                recording.blocks(),
                recording.messages(),
                start(),
                seconds(recording.startUptimeNanos()),
                seconds(recording.lengthNanos()),
                recording.writer()));
    sources.forEach((name, content) -> text.append(line(name, content)));
    text.append(sources.isEmpty() ? "no snapshots" + System.lineSeparator() : "");
    return text.append(recording.fault().map("not whole: "::concat).orElse(sound()))
        .append(System.lineSeparator())
        .toString();
  }

  private static String line(String name, Content content) {
    return String.format(
        Locale.ROOT,
        "source %s: %sat the end %s%n",
        name,
        content.ended(),
        content.last().ledger());
  }

  private String sound() {
    return checked ? "whole, and every block is sound" : "whole ('--check' also reads every block)";
  }

  private String start() {
    return TIME.format(
        Instant.ofEpochMilli(recording.startEpochMillis()).atZone(ZoneId.systemDefault()));
  }

  private static String seconds(long nanos) {
    return DurationText.format(Duration.ofMillis(nanos / 1_000_000));
  }
}
