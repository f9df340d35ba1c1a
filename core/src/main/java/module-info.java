import weir.core.pipeline.EventHandlerProvider;
import weir.core.pipeline.MockResourceHandler;
import weir.core.resource.ReplayReader;

/**
 * An elastic pool of competing consumers for Disruptor 4, with exact accounting, latencies, a
 * resource to practise on, and a local socket for control and telemetry.
 */
// Neither Disruptor nor HdrHistogram is a named module, and both are in what core offers.
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"})
module weir.core {
  requires java.management;
  requires jdk.jfr;
  requires jdk.net;
  requires org.slf4j;
  requires static com.google.errorprone.annotations;
  requires static transitive org.jspecify;
  requires transitive HdrHistogram;
  requires transitive com.lmax.disruptor;

  exports weir.core.figures;
  exports weir.core.journal;
  exports weir.core.link;
  exports weir.core.pipeline;
  exports weir.core.resource;
  exports weir.core.ring;
  exports weir.core.settings;
  exports weir.core.theory;
  exports weir.core.watch;
  exports weir.core.worker;

  uses EventHandlerProvider;
  uses ReplayReader;

  provides EventHandlerProvider with
      MockResourceHandler;
}
