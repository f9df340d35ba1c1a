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
import java.util.concurrent.TimeUnit;
import weir.http.load.LoadSettings.Pattern;

/**
 * A short load on a server of the generator's own, before the one that counts. A generator that has
 * not run yet sends its first requests late, and would take that for the server's fault.
 */
public final class Rehearsal {

  private static final double PER_SECOND = 4_000;
  private static final long DURATION_NANOS = 800_000_000;
  private static final int CONNECTIONS = 4;
  private static final long TIMEOUT_NANOS = 5_000_000_000L;

  private Rehearsal() {}

  /**
   * Takes a second.
   *
   * @throws LoadException if this machine lets nobody listen on its loopback address
   * @throws InterruptedException if the calling thread is interrupted
   */
  public static void run() throws LoadException, InterruptedException {
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
      Schedule schedule = Schedule.constant(PER_SECOND).upTo(Long.MAX_VALUE, DURATION_NANOS);
      LoadSettings settings =
          new LoadSettings(
              URI.create("http://" + address.getHostString() + ":" + address.getPort() + "/"),
              new Pattern.Open(schedule),
              CONNECTIONS,
              0,
              TIMEOUT_NANOS);
      new LoadRun(settings, progress -> {}).run();
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
