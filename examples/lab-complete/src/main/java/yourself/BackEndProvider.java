package yourself;

import java.util.concurrent.TimeUnit;
import weir.core.pipeline.EventHandler;
import weir.core.pipeline.EventHandlerProvider;
import weir.core.pipeline.HandlerContext;

/**
 * Makes the handler known as {@code yourself}: {@code
 * WEIR_CLASS_PATH=examples/lab-complete/target/classes ./weir --handler yourself}. Put a back end
 * of your own here.
 */
public final class BackEndProvider implements EventHandlerProvider {

  /** For the service loader. */
  public BackEndProvider() {}

  @Override
  public String name() {
    return "yourself";
  }

  @Override
  public EventHandler<byte[]> create(HandlerContext context) {
    return new BackEndHandler(request -> TimeUnit.MILLISECONDS.sleep(100));
  }
}
