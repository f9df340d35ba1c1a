package weir.http.load;

import java.util.regex.Pattern;

/** Keeps what only the server is meant to see out of what is printed. */
public final class Secrets {

  /** Up to the last @: a password may hold anything, in a URL that is none after all. */
  private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^\n]*@");

  private static final Pattern HEADER =
      Pattern.compile("(?i)\\b((?:proxy-)?authorization|(?:set-)?cookie)\\s*:[^\n]*");

  private Secrets() {}

  /**
   * Hides user names and passwords of URLs, and what headers of authorization say.
   *
   * @param text to be printed
   * @return the same with {@code ***} in their place
   */
  public static String hidden(String text) {
    return HEADER.matcher(USER_INFO.matcher(text).replaceAll("***@")).replaceAll("$1: ***");
  }
}
