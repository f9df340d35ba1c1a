package weir.http.cli;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import weir.core.files.OwnerOnly;
import weir.core.link.Recording;
import weir.http.client.CommandFailure;
import weir.http.config.SettingsException;
import weir.http.recording.RecordingExport;
import weir.http.recording.RecordingSpan;

/** Writes a recording in the formats of other tools. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    header = "Writes a recording, or a part of it, for other tools.",
    description = "")
final class RecordExportCommand implements Callable<Integer> {

  private static final class Format {
    @Option(
        names = "--hlog",
        description = "An HdrHistogram log, in microseconds: a line a second and clock.")
    private boolean hlog;

    @Option(
        names = "--csv",
        description =
            "Ledger, workers and percentiles of each interval; the headings name the units.")
    private boolean csv;
  }

  @Mixin private final RecordingFlag given = new RecordingFlag();

  @ArgGroup(multiplicity = "1")
  private Format format;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "OUT",
      description =
          "A new file; without it CSV goes to standard output, and a log beside the recording.")
  private @Nullable Path out;

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description = "Which source; without it the only one, and for CSV all.")
  private @Nullable String source;

  @Option(
      names = "--from",
      paramLabel = "DURATION",
      defaultValue = "0s",
      description = "Start, as time since the recording's own (${DEFAULT-VALUE}).")
  private String from;

  @Option(names = "--to", paramLabel = "DURATION", description = "End (that of the recording).")
  private @Nullable String to;

  @Spec private CommandSpec spec;

  RecordExportCommand() {}

  @Override
  public Integer call() throws Exception {
    try (Recording recording = given.open()) {
      RecordingSpan span =
          new RecordingSpan(
              chosenSource(recording),
              TimeUnit.NANOSECONDS.convert(GivenText.duration(from)),
              to == null ? Long.MAX_VALUE : TimeUnit.NANOSECONDS.convert(GivenText.duration(to)));
      if (span.fromNanos() > recording.lengthNanos() || span.toNanos() < span.fromNanos()) {
        throw new SettingsException(
            String.format(
                Locale.ROOT,
                "there is nothing between --from and --to: the recording is %.1f s long",
                recording.lengthNanos() / 1e9));
      }
      if (format.hlog) {
        writeLog(recording, span);
      } else {
        writeCsv(recording, span);
      }
      given.warn(recording);
    }
    return ExitStatus.OK;
  }

  /** A log tells no source from another. */
  private @Nullable String chosenSource(Recording recording) throws SettingsException {
    if (source == null && format.csv) {
      return null;
    }
    return RecordingFlag.source(recording, source);
  }

  private void writeLog(Recording recording, RecordingSpan span)
      throws SettingsException, CommandFailure {
    Path file = out == null ? besideRecording() : out;
    boolean whole;
    try {
      whole = RecordingExport.toHistogramLog(recording, span, file);
    } catch (IllegalArgumentException e) {
      throw new SettingsException(String.valueOf(e.getMessage()), e);
    }
    if (!whole) {
      throw new CommandFailure(file + " could not be written to its end: make room on its disk");
    }
    say(file);
  }

  private Path besideRecording() {
    String name = String.valueOf(given.file().getFileName());
    return given.file().resolveSibling(name.replaceFirst("\\.weir$", "") + ".hlog");
  }

  private void writeCsv(Recording recording, RecordingSpan span) throws Exception {
    Path file = out;
    if (file == null) {
      RecordingExport.toCsv(recording, span, spec.commandLine().getOut());
      return;
    }
    try (Writer writer = newFile(file)) {
      RecordingExport.toCsv(recording, span, writer);
    } catch (FileAlreadyExistsException e) {
      throw new SettingsException(
          "there is a file " + file + " already: name a new one, so that nothing is lost", e);
    } catch (NoSuchFileException e) {
      throw new SettingsException(
          "the folder of " + file + " does not exist: make it, or name another", e);
    } catch (IOException e) {
      throw new CommandFailure(
          file + " can't be written (" + e.getMessage() + "): make room there, or name another", e);
    }
    say(file);
  }

  /** As all files here, one that only its owner reads. */
  private static Writer newFile(Path file) throws IOException {
    Files.createFile(file, OwnerOnly.file(file));
    return Files.newBufferedWriter(file);
  }

  private void say(Path file) {
    spec.commandLine().getErr().println("written: " + file);
    spec.commandLine().getErr().flush();
  }
}
