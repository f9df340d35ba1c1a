package weir.agent;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** Which Weir this is. */
final class AgentVersion {

  private AgentVersion() {}

  static String read() {
    try (InputStream in = AgentVersion.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      if (in != null) {
        properties.load(in);
      }
      return properties.getProperty("version", "unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }
}
