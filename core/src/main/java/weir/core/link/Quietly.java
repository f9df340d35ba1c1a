package weir.core.link;

import java.io.Closeable;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes what is given up anyway. */
final class Quietly {

  private static final Logger LOG = LoggerFactory.getLogger(Quietly.class);

  private Quietly() {}

  /** Closes; a fault is logged for whoever looks for it and changes nothing. */
  static void close(Closeable open) {
    try {
      open.close();
    } catch (IOException e) {
      LOG.debug("closing {} failed", open, e);
    }
  }
}
