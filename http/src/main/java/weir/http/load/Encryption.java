package weir.http.load;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import javax.net.ssl.SSLException;

/** What https needs: the JDK's TLS and trust store, and the host's name checked. */
final class Encryption {

  private Encryption() {}

  static SslContext of(LoadRequest request) throws LoadException {
    SslContextBuilder builder = SslContextBuilder.forClient().sslProvider(SslProvider.JDK);
    if (request.takesAnyCertificate()) {
      builder
          .trustManager(InsecureTrustManagerFactory.INSTANCE)
          .endpointIdentificationAlgorithm(null);
    } else {
      builder.endpointIdentificationAlgorithm("HTTPS");
    }
    try {
      return builder.build();
    } catch (SSLException e) {
      throw new LoadException(
          "https can't be used (" + e.getMessage() + "): is the JDK's trust store readable?", e);
    }
  }
}
