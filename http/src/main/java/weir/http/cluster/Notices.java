package weir.http.cluster;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Function;

/** What is told while a cluster runs, a line each. Thread-safe. */
final class Notices {

  /** Of what a process repeats, as of a broker that it can't reach, so much in a while. */
  private static final int MOST_REPEATED = 5;

  private static final long WHILE_NANOS = 10_000_000_000L;

  private final PrintWriter out;
  private final Function<Member, String> afterEnd;

  @GuardedBy("this")
  private int repeated;

  @GuardedBy("this")
  private long repeatedNanos = System.nanoTime();

  /**
   * Creates one that has told nothing.
   *
   * @param out where it is told
   * @param afterEnd what the end of a process means, for people
   */
  Notices(PrintWriter out, Function<Member, String> afterEnd) {
    this.out = out;
    this.afterEnd = afterEnd;
  }

  void ended(Member member, String how) {
    say(
        String.format(
            Locale.ROOT,
            "%s (pid %d) has ended, %s: %s",
            member.name(),
            member.pid(),
            how,
            afterEnd.apply(member)));
  }

  /** What a process writes to its standard error; too much of it is left out. */
  synchronized void repeat(String name, String line) {
    long now = System.nanoTime();
    if (now - repeatedNanos > WHILE_NANOS) {
      if (repeated > MOST_REPEATED) {
        say((repeated - MOST_REPEATED) + " lines of processes were left out");
      }
      repeated = 0;
      repeatedNanos = now;
    }
    repeated++;
    if (repeated <= MOST_REPEATED) {
      say(name + ": " + line);
    }
  }

  synchronized void say(String line) {
    out.println(line);
    out.flush();
  }
}
