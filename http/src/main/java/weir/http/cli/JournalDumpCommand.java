package weir.http.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import weir.core.journal.Inspection;
import weir.core.journal.InspectionReport;
import weir.core.journal.JournalEntry;

/** Prints the events of a journal. */
@Command(
    name = "dump",
    mixinStandardHelpOptions = true,
    header = "Prints the events of a journal, one on a line.",
    description = {
      "",
      "Id, time of acceptance, whether it has ended, bytes, and the payload: as text where it is text,"
          + " else in hexadecimal after 0x. What is damaged is said on standard error, and the exit"
          + " status is 4 then.",
      ""
    })
final class JournalDumpCommand implements Callable<Integer> {

  private static final JsonFactory JSON = new JsonFactory();

  @Mixin private final JournalFlag given = new JournalFlag();

  @Option(names = "--json", description = "A JSON object a line.")
  private boolean json;

  @Option(names = "--open", description = "Only events that have not ended.")
  private boolean openOnly;

  JournalDumpCommand() {}

  @Override
  public Integer call() throws Exception {
    PrintWriter out = given.out();
    InspectionReport report =
        Inspection.dump(
            given.folder(),
            (entry, ended) -> {
              if (!openOnly || !ended) {
                out.println(json ? json(entry, ended) : text(entry, ended));
              }
            });
    out.flush();
    given.warnOfUse(report);
    given.tell(report);
    return report.isClean() ? ExitStatus.OK : ExitStatus.CHECK_FAILED;
  }

  private static String text(JournalEntry entry, boolean ended) {
    String payload = asText(entry.payload());
    return entry.id()
        + "  "
        + time(entry)
        + "  "
        + (ended ? "ended" : "open ")
        + "  "
        + entry.payload().length
        + "  "
        + (payload == null || payload.startsWith("0x") ? "0x" + hex(entry) : payload);
  }

  private static String time(JournalEntry entry) {
    return Instant.EPOCH.plus(entry.acceptedEpochMicros(), ChronoUnit.MICROS).toString();
  }

  private static String hex(JournalEntry entry) {
    return HexFormat.of().formatHex(entry.payload());
  }

  /** The payload if it is UTF-8 of which no character moves the cursor or hides another. */
  private static @Nullable String asText(byte[] payload) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString();
      boolean plain =
          text.codePoints()
              .noneMatch(
                  c ->
                      Character.isISOControl(c)
                          || Character.getType(c) == Character.FORMAT
                          || Character.getType(c) == Character.LINE_SEPARATOR
                          || Character.getType(c) == Character.PARAGRAPH_SEPARATOR);
      return plain ? text : null;
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static String json(JournalEntry entry, boolean ended) {
    StringWriter line = new StringWriter();
    String payload = asText(entry.payload());
    try (JsonGenerator generator = JSON.createGenerator(line)) {
      generator.writeStartObject();
      generator.writeNumberField("id", entry.id());
      generator.writeStringField("accepted", time(entry));
      generator.writeBooleanField("ended", ended);
      generator.writeNumberField("bytes", entry.payload().length);
      if (payload == null) {
        generator.writeStringField("hex", hex(entry));
      } else {
        generator.writeStringField("text", payload);
      }
      generator.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return line.toString();
  }
}
