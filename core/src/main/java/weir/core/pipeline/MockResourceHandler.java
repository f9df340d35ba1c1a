package weir.core.pipeline;

/** The default handler: each event uses the mock resource once. */
public final class MockResourceHandler implements EventHandlerProvider {

  /** The name of this handler. */
  public static final String NAME = "mock-resource";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public EventHandler<byte[]> create(HandlerContext context) {
    return payload -> context.resource().use();
  }
}
