package weir.core.link;

/**
 * How a server stands with its recording, if it makes one.
 *
 * @param folder where it keeps recordings that clients start; empty if they can't start any
 * @param file what it writes to now; empty if it is not recording
 * @param startEpochMillis when it started, in milliseconds since 1970 UTC; 0 if it is not recording
 * @param writtenBytes what it has written so far
 * @param fault why it can't write at present, in few words; empty if it can. What comes meanwhile
 *     is added up and written later
 */
public record RecordingStatus(
    String folder, String file, long startEpochMillis, long writtenBytes, String fault) {

  /** Of a server that neither records nor lets its clients do so. */
  public static final RecordingStatus NONE = new RecordingStatus("", "", 0, 0, "");

  /**
   * Whether a recording is under way.
   *
   * @return true also while it can't be written
   */
  public boolean isOn() {
    return !file.isEmpty();
  }

  /**
   * Whether clients can start one.
   *
   * @return false of a server without a folder for them
   */
  public boolean isPossible() {
    return !folder.isEmpty();
  }

  RecordingStatus in(String newFolder) {
    return new RecordingStatus(newFolder, file, startEpochMillis, writtenBytes, fault);
  }
}
