package weir.http.load;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.Objects;
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

  private final LoadRun run;
  private final LoadSettings settings;
  private final boolean charged;
  private @Nullable Channel channel;
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

  Channel channel() {
    return Objects.requireNonNull(channel, "not connected yet");
  }

  boolean isOpen() {
    return channel().isActive();
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    boolean again = channel != null;
    channel = context.channel();
    if (again) {
      run.ready(this);
    }
  }

  void send(long newIntendedNanos, long nowNanos) {
    intendedNanos = newIntendedNanos;
    sentNanos = nowNanos;
    busy = true;
    timedOut = false;
    DefaultFullHttpRequest request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, HttpMethod.GET, settings.pathAndQuery(), Unpooled.EMPTY_BUFFER);
    request.headers().set(HttpHeaderNames.HOST, settings.hostHeader());
    if (charged) {
      long agoMicros = (nowNanos - intendedNanos) / NANOS_PER_MICRO;
      request.headers().set(IntendedArrival.HEADER, IntendedArrival.wallClockMicros() - agoMicros);
    }
    write(request);
  }

  /** A write that fails closes the connection, which counts the request. */
  @SuppressWarnings("FutureReturnValueIgnored")
  private void write(DefaultFullHttpRequest request) {
    channel().writeAndFlush(request).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
    if (message.decoderResult().isFailure()) {
      close();
      return;
    }
    if (message instanceof HttpResponse response) {
      status = response.status().code();
    }
    if (message instanceof LastHttpContent && busy) {
      end(outcome());
    }
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
    channel().close();
  }

  void checkTimeout(long nowNanos) {
    if (busy && nowNanos - sentNanos > settings.timeoutNanos()) {
      timedOut = true;
      close();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
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
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // Closing counts the request, if there is one, as a connection error.
    close();
  }
}
