package weir.core.link;

import java.time.Duration;

/**
 * What a server puts up with.
 *
 * @param clients connections at a time
 * @param greeting time within which a connection has to greet
 * @param unreadReplies replies that may wait for a client that sends commands and does not read
 * @param farewell time that a connection has at its end to take what is still queued for it
 */
record Limits(int clients, Duration greeting, int unreadReplies, Duration farewell) {

  static final Limits DEFAULT = new Limits(32, Duration.ofSeconds(5), 128, Duration.ofMillis(500));
}
