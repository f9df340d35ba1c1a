package weir.bench.http.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Resident memory of a process.
 *
 * @param residentBytes all of it
 * @param anonymousBytes what is no file's: heap, stacks, compiled code
 */
public record MemoryUse(long residentBytes, long anonymousBytes) {

  private static final long KIBIBYTE = 1024;

  static MemoryUse of(long pid) throws IOException, RunFault {
    return parse(Files.readString(Path.of("/proc", Long.toString(pid), "status")));
  }

  /** Reads {@code /proc/PID/status}, whose kB are of 1,024 bytes. */
  static MemoryUse parse(String status) throws RunFault {
    return new MemoryUse(bytes(status, "VmRSS"), bytes(status, "RssAnon"));
  }

  private static long bytes(String status, String name) throws RunFault {
    Matcher matcher = Pattern.compile("(?m)^" + name + ":\\s+(\\d+) kB$").matcher(status);
    if (!matcher.find()) {
      throw new RunFault("the system tells no " + name + " of the process");
    }
    return Long.parseLong(matcher.group(1)) * KIBIBYTE;
  }
}
