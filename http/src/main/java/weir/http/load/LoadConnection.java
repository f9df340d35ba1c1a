package weir.http.load;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import weir.http.load.LoadResult.Outcome;
import weir.http.load.LoadSettings.Pattern;
import weir.http.wire.IntendedArrival;

/**
 * One keep-alive connection with at most one request under way. Opens itself again when it is
 * closed. Confined to the event loop.
 */
final class LoadConnection extends SimpleChannelInboundHandler<HttpObject> {

  private static final long RETRY_MILLIS = 100;
  private static final long NANOS_PER_MICRO = 1_000;
  private static final int SWITCHING_PROTOCOLS = 101;

  private final LoadRun run;
  private final LoadSettings settings;
  private final boolean charged;

  /** The one that is open, or was last; null before the first. */
  private @Nullable Channel channel;

  /** Whether the server takes another request on the channel. */
  private boolean open;

  private boolean busy;
  private boolean timedOut;
  private int status;
  private long intendedNanos;
  private long sentNanos;

  LoadConnection(LoadRun run, LoadSettings settings) {
    this.run = run;
    this.settings = settings;
    charged = settings.pattern() instanceof Pattern.Open;
  }

  @Override
  public boolean isSharable() {
    // Added again to each channel that it opens, one after the other.
    return true;
  }

  boolean isOpen() {
    return open && channel != null && channel.isActive();
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    if (context.pipeline().get(SslHandler.class) == null) {
      opened(context);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof SslHandshakeCompletionEvent handshake && handshake.isSuccess()) {
      opened(context);
    }
  }

  private void opened(ChannelHandlerContext context) {
    boolean again = channel != null;
    channel = context.channel();
    open = true;
    if (again) {
      run.ready(this);
    }
  }

  void send(long newIntendedNanos, long nowNanos) {
    intendedNanos = newIntendedNanos;
    sentNanos = nowNanos;
    busy = true;
    timedOut = false;
    DefaultFullHttpRequest request = settings.request().next();
    if (charged) {
      long agoMicros = (nowNanos - intendedNanos) / NANOS_PER_MICRO;
      request.headers().set(IntendedArrival.HEADER, IntendedArrival.wallClockMicros() - agoMicros);
    }
    write(request);
  }

  /** A write that fails closes the connection, which counts the request. */
  @SuppressWarnings("FutureReturnValueIgnored")
  private void write(DefaultFullHttpRequest request) {
    if (channel != null) {
      channel.writeAndFlush(request).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
    if (message.decoderResult().isFailure()) {
      close();
      return;
    }
    if (message instanceof HttpResponse response) {
      status = response.status().code();
      open &= isInterim() || HttpUtil.isKeepAlive(response);
    }
    if (message instanceof LastHttpContent && busy && !isInterim()) {
      end(outcome());
      if (!open) {
        close();
      }
    }
  }

  /** Another answer follows; nothing follows one that switches to a protocol that was not asked. */
  private boolean isInterim() {
    return HttpStatusClass.INFORMATIONAL.contains(status) && status != SWITCHING_PROTOCOLS;
  }

  private Outcome outcome() {
    if (status >= 200 && status < 300) {
      return Outcome.OK;
    }
    return status == 503 ? Outcome.REJECTED : Outcome.OTHER_STATUS;
  }

  private void end(Outcome outcome) {
    busy = false;
    run.ended(this, outcome, intendedNanos, sentNanos);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // a channel that can't be closed is closed already
  void close() {
    if (channel != null) {
      channel.close();
    }
  }

  void checkTimeout(long nowNanos) {
    if (busy && nowNanos - sentNanos > settings.timeoutNanos()) {
      timedOut = true;
      close();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (!context.channel().equals(channel)) {
      // Closed before it was opened, which its attempt to connect sees as well.
      return;
    }
    open = false;
    if (busy) {
      end(timedOut ? Outcome.NO_ANSWER : Outcome.CONNECTION_ERROR);
    } else {
      run.lost(this);
    }
    reconnect(context);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // a failed attempt is followed by the next
  private void reconnect(ChannelHandlerContext context) {
    if (context.channel().eventLoop().isShuttingDown() || run.isFinished()) {
      return;
    }
    run.connect(this)
        .addListener(
            attempt -> {
              if (!attempt.isSuccess()) {
                context
                    .channel()
                    .eventLoop()
                    .schedule(() -> reconnect(context), RETRY_MILLIS, TimeUnit.MILLISECONDS);
              }
            });
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // a channel that can't be closed is closed already
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof Error) {
      run.fail(cause);
    }
    // Closing counts the request, if there is one, as a connection error.
    context.close();
  }
}
