package weir.core.pipeline;

/** The default handler: each event uses the mock resource once. */
public final class MockResourceHandler implements EventHandlerProvider {

  /** The name of this handler. */
  public static final String NAME = "mock-resource";

  /** For the service loader. */
  public MockResourceHandler() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public EventHandler<byte[]> create(HandlerContext context) {
    return (payload, event) -> context.resource().use(event.number(), event);
  }
}
