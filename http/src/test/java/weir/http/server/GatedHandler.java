package weir.http.server;

import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import weir.core.pipeline.EventHandler;
import weir.core.pipeline.EventHandlerProvider;
import weir.core.pipeline.HandlerContext;

/** Keeps what it is given, and holds each event until the gate is opened. */
final class GatedHandler implements EventHandlerProvider {

  /** A payload that fails. */
  static final byte[] FAIL = {'f', 'a', 'i', 'l'};

  final BlockingQueue<byte[]> payloads = new LinkedBlockingQueue<>();
  private final CountDownLatch gate = new CountDownLatch(1);

  void open() {
    gate.countDown();
  }

  @Override
  public String name() {
    return "gated";
  }

  @Override
  public EventHandler<byte[]> create(HandlerContext context) {
    return (payload, event) -> {
      payloads.add(payload);
      gate.await();
      if (Arrays.equals(payload, FAIL)) {
        throw new IllegalStateException("fails on purpose");
      }
    };
  }
}
