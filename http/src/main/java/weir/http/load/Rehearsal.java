package weir.http.load;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import weir.http.load.LoadSettings.Pattern;
import weir.http.time.Deadline;

/**
 * Short loads on a server of the generator's own, before the one that counts, until it sends on
 * time. A generator that has not run yet sends its first requests late, and would take that for the
 * server's fault.
 */
public final class Rehearsal {

  private static final double LEAST_PER_SECOND = 4_000;

  /** On a single core, which the rehearsal's server takes its part of, more is not to be had. */
  private static final double MOST_PER_SECOND = 20_000;

  private static final long ROUND_NANOS = 400_000_000;
  private static final long ON_TIME_MICROS = 1_000;
  private static final int CONNECTIONS = 16;
  private static final long TIMEOUT_NANOS = 5_000_000_000L;

  private Rehearsal() {}

  /**
   * Takes a second as a rule, and longer for high rates or where there is a single core.
   *
   * @param perSecond rate that will be sent at; unknown or low ones are rehearsed at a moderate one
   * @param longest after which no further load is begun; 0 for none at all
   * @throws LoadException if this machine lets nobody listen on its loopback address
   * @throws InterruptedException if the calling thread is interrupted
   */
  public static void run(double perSecond, Duration longest)
      throws LoadException, InterruptedException {
    if (longest.isZero()) {
      return;
    }
    MultiThreadIoEventLoopGroup group =
        new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    try {
      ChannelFuture listening =
          new ServerBootstrap()
              .group(group)
              .channel(NioServerSocketChannel.class)
              .childHandler(
                  new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                      channel.pipeline().addLast(new HttpServerCodec(), new AcceptedHandler());
                    }
                  })
              .bind(InetAddress.getLoopbackAddress(), 0)
              .await();
      if (!listening.isSuccess()) {
        throw new LoadException(
            "the generator can't listen on this machine's loopback address to rehearse: "
                + listening.cause().getMessage(),
            listening.cause());
      }
      InetSocketAddress address = (InetSocketAddress) listening.channel().localAddress();
      URI target = URI.create("http://" + address.getHostString() + ":" + address.getPort());
      double rate = Math.clamp(perSecond, LEAST_PER_SECOND, MOST_PER_SECOND);
      Deadline deadline = Deadline.in(longest);
      boolean onTime = false;
      while (!onTime && !deadline.isOver()) {
        Schedule schedule = Schedule.constant(rate).upTo(Long.MAX_VALUE, ROUND_NANOS);
        LoadSettings settings =
            new LoadSettings(target, new Pattern.Open(schedule), CONNECTIONS, 0, TIMEOUT_NANOS);
        LoadResult result = new LoadRun(settings, progress -> {}).run();
        onTime = result.sendDelay().getValueAtPercentile(99) < ON_TIME_MICROS;
      }
    } finally {
      group.shutdownGracefully(0, 1, TimeUnit.SECONDS).await(2, TimeUnit.SECONDS);
    }
  }

  /** Answers 202 to everything. */
  private static final class AcceptedHandler extends SimpleChannelInboundHandler<HttpObject> {

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the connection
    protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
      if (message instanceof LastHttpContent) {
        DefaultFullHttpResponse response =
            new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.ACCEPTED, Unpooled.EMPTY_BUFFER);
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
        context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
      }
    }
  }
}
