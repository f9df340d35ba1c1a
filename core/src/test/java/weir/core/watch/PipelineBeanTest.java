package weir.core.watch;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import javax.management.JMX;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.core.pipeline.Pipeline;
import weir.core.pipeline.PipelineSettings;

@Timeout(60)
class PipelineBeanTest {

  private static final String NAME = "weir:type=\"pipeline\",name=\"bean\"";

  private final Pipeline<String> pipeline =
      Pipeline.start(
          PipelineSettings.defaults().withName("bean").withRingSize(8), (event, context) -> {});

  @Test
  @SuppressWarnings("BanJNDI") // what it connects to is its own
  void shouldHaveItsFiguresReadAndItsWorkersSetByAClientOfJmx() throws Exception {
    ObjectName name = new ObjectName(NAME);
    JMXConnectorServer server =
        JMXConnectorServerFactory.newJMXConnectorServer(
            new JMXServiceURL("service:jmx:rmi://"),
            null,
            ManagementFactory.getPlatformMBeanServer());
    server.start();
    try (pipeline;
        JMXConnector client = JMXConnectorFactory.connect(server.getAddress())) {
      PipelineBean.register(pipeline);
      pipeline.publish("first");
      MBeanServerConnection beans = client.getMBeanServerConnection();
      SourceMXBean bean = JMX.newMXBeanProxy(beans, name, SourceMXBean.class);

      bean.resize(3);
      assertThat(bean.getRequestedWorkers()).isEqualTo(3);
      assertThatThrownBy(() -> bean.resize(1_000_000)).hasMessageContaining("1000000");
      pipeline.drain(Duration.ofSeconds(30));

      assertThat(bean.getAccepted()).isEqualTo(1);
      assertThat(bean.getCapacity()).isEqualTo(8);
      assertThat(bean.getResourceInUse()).isZero();
      assertThat(bean.getWorkerMicros()).isPositive();
      assertThat(bean.getRemarks()).isEmpty();
      LatencyFigures response = requireNonNull(bean.getResponseTime());
      assertThat(response.getCount()).isEqualTo(1);
      assertThat(response.getP99Micros()).isEqualTo(response.getMaxMicros());
      String[] all =
          Arrays.stream(beans.getMBeanInfo(name).getAttributes())
              .map(attribute -> attribute.getName())
              .toArray(String[]::new);
      // A pipeline has all that there is.
      assertThat(beans.getAttributes(name, all).asList())
          .hasSameSizeAs(all)
          .allSatisfy(attribute -> assertThat(attribute.getValue()).isNotNull());

      bean.reset();
      assertThat(bean.getAccepted()).isZero();
      PipelineBean.registerToRead(pipeline);
      SourceMXBean reader =
          JMX.newMXBeanProxy(beans, new ObjectName(NAME + ",copy=2"), SourceMXBean.class);
      assertThat(reader.getRequestedWorkers()).isEqualTo(3);
      assertThatThrownBy(() -> reader.resize(1)).hasMessageContaining("local socket");
      assertThatThrownBy(reader::reset).hasMessageContaining("local socket");
      pipeline.close();
      assertThat(beans.isRegistered(name)).isFalse();
    } finally {
      server.stop();
    }
  }
}
