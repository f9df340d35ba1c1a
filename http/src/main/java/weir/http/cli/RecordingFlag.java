package weir.http.cli;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import weir.core.figures.Snapshot;
import weir.core.figures.Source;
import weir.core.link.LinkException;
import weir.core.link.LinkListener;
import weir.core.link.Recording;
import weir.http.config.SettingsException;

/** The recording that a command is about. */
final class RecordingFlag {

  @Parameters(paramLabel = "FILE", description = "The recording.")
  private Path file;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  RecordingFlag() {}

  Path file() {
    return file;
  }

  Recording open() throws SettingsException {
    return open(file);
  }

  static Recording open(Path file) throws SettingsException {
    try {
      return Recording.open(file);
    } catch (LinkException e) {
      throw new SettingsException(String.valueOf(e.getMessage()), e);
    }
  }

  /** The source that is named, or the only one. */
  static String source(Recording recording, @Nullable String source) throws SettingsException {
    Set<String> names = new LinkedHashSet<>(recording.sourcesAt(0));
    names.addAll(recording.sourcesAt(recording.lengthNanos()));
    if (source == null ? names.size() != 1 : !names.contains(source)) {
      // Some were there in between only. To look for them takes its time in a large recording.
      names.addAll(allSources(recording));
    }
    if (source == null ? names.size() == 1 : names.contains(source)) {
      return source == null ? names.iterator().next() : source;
    }
    String there = names.isEmpty() ? "no figures of any" : String.join(", ", names);
    throw new SettingsException(
        source == null && !names.isEmpty()
            ? "the recording holds several sources: choose one with --source (" + there + ")"
            : "the recording holds "
                + (source == null ? "" : "no source '" + source + "': it holds ")
                + there);
  }

  private static Set<String> allSources(Recording recording) {
    Set<String> names = new LinkedHashSet<>();
    LinkListener listener =
        new LinkListener() {
          @Override
          public void onSources(List<Source> sources) {
            sources.forEach(source -> names.add(source.name()));
          }

          @Override
          public void onSnapshot(Snapshot snapshot) {}

          @Override
          public void onClosed(String reason) {}
        };
    recording.seek(0);
    while (recording.next(listener)) {}
    return names;
  }

  /** Says what is missing of a recording that was read. */
  void warn(Recording recording) {
    warn(recording, command);
  }

  static void warn(Recording recording, CommandSpec command) {
    recording
        .fault()
        .ifPresent(fault -> command.commandLine().getErr().println("warning: " + fault));
    command.commandLine().getErr().flush();
  }
}
