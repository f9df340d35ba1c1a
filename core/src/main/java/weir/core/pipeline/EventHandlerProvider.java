package weir.core.pipeline;

/**
 * Makes a handler known under a name. To add one, implement this and list the class in {@code
 * META-INF/services/weir.core.pipeline.EventHandlerProvider}; see {@link EventHandlers}.
 */
public interface EventHandlerProvider {

  /**
   * The name that configurations choose the handler by.
   *
   * @return lower-case words joined by hyphens
   */
  String name();

  /**
   * Makes the handler of a pipeline. Called once, before the pipeline starts.
   *
   * @param context what the handler can use
   * @return the handler
   */
  EventHandler<byte[]> create(HandlerContext context);
}
