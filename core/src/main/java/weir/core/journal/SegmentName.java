package weir.core.journal;

import java.util.Collection;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What files are called. */
final class SegmentName {

  static final String LOCK = "journal.lock";

  /** A file that is not whole yet. */
  static final String UNFINISHED = ".new";

  /** Bytes that could not be read as events, put aside for people. */
  static final String ASIDE = ".damaged";

  private static final String PREFIX = "segment-";
  private static final String EVENTS = ".events";
  private static final String ENDS = ".ended";
  private static final String MISSING = ".missing";
  private static final Pattern SYNTAX =
      Pattern.compile(
          PREFIX + "(\\d{10,12})(\\.events|\\.ended|\\.missing)(\\.new|[^/]*\\.damaged)?");

  private SegmentName() {}

  static String events(long number) {
    return stem(number) + EVENTS;
  }

  static String ends(long number) {
    return stem(number) + ENDS;
  }

  /** Says that a repair knows of a segment's loss. */
  static String missing(long number) {
    return stem(number) + MISSING;
  }

  private static String stem(long number) {
    return PREFIX + String.format(Locale.ROOT, "%010d", number);
  }

  static OptionalLong eventsNumber(String name) {
    return number(name, EVENTS);
  }

  static OptionalLong endsNumber(String name) {
    return number(name, ENDS);
  }

  static OptionalLong missingNumber(String name) {
    return number(name, MISSING);
  }

  private static OptionalLong number(String name, String kind) {
    Matcher matcher = SYNTAX.matcher(name);
    return matcher.matches() && kind.equals(matcher.group(2)) && matcher.group(3) == null
        ? OptionalLong.of(Long.parseLong(matcher.group(1)))
        : OptionalLong.empty();
  }

  /** The number in whatever name of ours that has one. */
  static OptionalLong anyNumber(String name) {
    Matcher matcher = SYNTAX.matcher(name);
    return matcher.matches()
        ? OptionalLong.of(Long.parseLong(matcher.group(1)))
        : OptionalLong.empty();
  }

  static boolean isOurs(String name) {
    return name.equals(LOCK) || SYNTAX.matcher(name).matches();
  }

  /** A name for what is put aside of a file, such that nothing that was is lost. */
  static String aside(String name, Collection<String> taken) {
    String free = name + ASIDE;
    for (int more = 2; taken.contains(free); more++) {
      free = name + "-" + more + ASIDE;
    }
    return free;
  }

  static boolean isUnfinished(String name) {
    return isOurs(name) && name.endsWith(UNFINISHED);
  }

  static boolean isAside(String name) {
    return isOurs(name) && name.endsWith(ASIDE);
  }
}
