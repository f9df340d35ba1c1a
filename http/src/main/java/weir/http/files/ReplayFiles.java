package weir.http.files;

import java.util.Locale;
import weir.core.resource.RecordedTimes;
import weir.core.resource.ReplayReader;
import weir.core.settings.FileChoice;

/** Reads what the mock resource replays: a list of service times, or an HdrHistogram log. */
public final class ReplayFiles implements ReplayReader {

  /** Found by its name. */
  public ReplayFiles() {}

  @Override
  public RecordedTimes read(FileChoice choice) {
    return isLog(choice.file()) ? LogReplay.read(choice) : ServiceTimeList.read(choice);
  }

  private static boolean isLog(String name) {
    if (name.toLowerCase(Locale.ROOT).endsWith(".hlog")) {
      return true;
    }
    try (TextFile file = TextFile.open(name)) {
      return file.head().contains("[Histogram log format")
          || file.head().contains(",HISTF")
          || file.head().contains(",DHIST");
    }
  }
}
