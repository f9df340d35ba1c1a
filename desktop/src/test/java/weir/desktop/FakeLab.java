package weir.desktop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Says what {@code weir lab} would say. Its first argument is a folder for what it was asked. */
public final class FakeLab {

  private FakeLab() {}

  /** What runs it. */
  public static List<String> command(Path folder) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-cp",
        FakeLab.class.getProtectionDomain().getCodeSource().getLocation().getPath(),
        FakeLab.class.getName(),
        folder.toString());
  }

  public static void main(String[] args) throws Exception {
    List<String> asked = Arrays.asList(args).subList(1, args.length);
    Path folder = Path.of(args[0]);
    Files.write(folder.resolve("asked"), asked);
    if (asked.contains("--predict=uses=many")) {
      System.err.println("weir lab: 'many' won't do: write a number, such as 3");
      System.exit(2);
    }
    if (asked.get(0).equals("--json")) {
      exercise(3, "Backlog over time", asked.contains("--full") ? 540 : 6);
      exercise(7, "What breaks", 1);
      return;
    }
    if (asked.get(0).equals("7")) {
      System.out.println("no JSON");
      System.in.read();
      return;
    }
    run(folder);
  }

  private static void run(Path folder) throws IOException, InterruptedException {
    System.out.println(
        """
        {"server":{"socket":"/tmp/no-such/lab.sock","url":"http://127.0.0.1:1"}}
        {"news of a later build":{}}
        {"progress":{"step":"1,000 events","elapsedSeconds":1.6,"pipelines":\
        [{"name":"weir","backlog":400},{"name":"other","backlog":12}]}}""");
    while (Files.notExists(folder.resolve("go on"))) {
      Thread.sleep(5);
    }
    System.out.println(
        """
        {"result":{"number":3,"agrees":false,"rows":[{"key":"uses","label":"uses at once",\
        "predictedText":"1","near":true,"theoryText":"1","measuredText":"2",\
        "toleranceText":"0: it is counted","agrees":false}],"reasoning":"One worker is at one event."}}""");
    System.exit(4);
  }

  private static void exercise(int number, String title, int seconds) {
    System.out.printf(
        "{\"exercise\":{\"number\":%d,\"title\":\"%s\",\"chapter\":\"The pipeline\","
            + "\"page\":\"docs/lab/pipeline.md\",\"seconds\":%d,\"setting\":\"1,000 events come at"
            + " once.\",\"question\":\"How does the backlog look?\",\"asked\":[{\"key\":\"uses\","
            + "\"label\":\"uses at once\",\"unit\":\"count\",\"write\":\"a number, such as 3\"}]}}%n",
        number, title, seconds);
  }
}
