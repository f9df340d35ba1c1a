package watched.log4j2;

import java.nio.file.Path;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.Core;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginFactory;
import watched.witness.Waits;

/**
 * Notes of one line in {@value #ONE_IN} how long it has been in the ring: log4j2 itself says when it
 * was logged.
 */
@Plugin(name = "Waits", category = Core.CATEGORY_NAME, elementType = Appender.ELEMENT_TYPE)
public final class WaitsAppender extends AbstractAppender {

  private static final int ONE_IN = 100;

  private final Waits waits;

  /** Confined to the thread of the ring. */
  private long lines;

  private WaitsAppender(String name, Path file) {
    super(name, null, null, false, Property.EMPTY_ARRAY);
    waits = new Waits(file);
  }

  /**
   * Made by log4j2.
   *
   * @param name of the appender
   * @param file the new file
   * @return the appender
   */
  @PluginFactory
  public static WaitsAppender create(
      @PluginAttribute("name") String name, @PluginAttribute("file") String file) {
    return new WaitsAppender(name, Path.of(file));
  }

  @Override
  public void append(LogEvent event) {
    lines++;
    if (lines % ONE_IN == 0) {
      waits.started("ring", event.getNanoTime());
    }
  }
}
