package weir.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes the AOT caches that let the programs start fast: each program runs for a few seconds as it
 * runs for a user, in a JVM that writes down what it loads and how its code is used. The launcher
 * calls it after a build.
 */
final class Training {

  private static final Pattern URL = Pattern.compile("Weir listens on (\\S+) .*");

  /** More did not make a server start faster: 5,000, 20,000 and 100,000 were the same. */
  private static final int REQUESTS = 5_000;

  private static final int REQUESTS_OF_OTHER_ROUTES = 100;
  private static final long PANEL_SECONDS = 4;
  private static final long PATIENCE_SECONDS = 60;

  /** For the local socket, whose path must be short. */
  private final Path folder;

  private final List<TrainedProgram> programs;

  private Training(Path folder, List<TrainedProgram> programs) {
    this.folder = folder;
    this.programs = programs;
  }

  /**
   * Trains the programs.
   *
   * @param args the folder for the caches, and for each program {@code --}, its name (serve, short,
   *     load or panel, which need not be there), and its JVM: java, flags and class path
   */
  public static void main(String[] args) throws Exception {
    Path caches = Path.of(args[0]);
    Files.createDirectories(caches);
    removeOld(caches);
    Path unfinished = Files.createTempDirectory(caches, "unfinished");
    Path folder = Files.createTempDirectory("weir");
    // Holds for Ctrl-C as well.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> cleanUp(unfinished, folder)));
    List<TrainedProgram> programs =
        split(List.of(args).subList(1, args.length)).stream()
            .map(words -> new TrainedProgram(words.getFirst(), rest(words), unfinished))
            .toList();
    new Training(folder, programs).run();
    for (TrainedProgram program : programs) {
      program.publishCache(caches);
    }
  }

  private void run() throws IOException, InterruptedException {
    TrainedProgram serve = program("serve");
    String socket = folder.resolve("s").toString();
    Process server = serve.start("--port", "0", "--service-time", "0ms", "--socket", socket);
    String url = startedUrl(server.inputReader());
    Optional<TrainedProgram> panels = find("panel");
    Process panel = panels.isEmpty() ? null : panels.get().start("--socket", socket);
    long panelStarted = System.nanoTime();
    Process load = program("load").start(loads(url));
    Process commands = program("short").start(commands(socket));
    askEverything(url);
    end(commands);
    end(load);
    long panelLeft = PANEL_SECONDS * 1_000_000_000 - (System.nanoTime() - panelStarted);
    if (panel != null) {
      panel.waitFor(panelLeft, TimeUnit.NANOSECONDS);
      panel.destroy();
    }
    server.destroy();
    if (panel != null) {
      end(panel);
    }
    end(server);
  }

  private TrainedProgram program(String name) {
    return find(name).orElseThrow();
  }

  private Optional<TrainedProgram> find(String name) {
    return programs.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  private static String startedUrl(BufferedReader out) throws IOException {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      Matcher started = URL.matcher(line);
      if (started.matches()) {
        return started.group(1);
      }
    }
    throw new IOException("the server ended before it listened");
  }

  private static String[] loads(String url) {
    return new String[] {
      "load --closed --clients 8 --count " + REQUESTS + " --url " + url + "/events",
      "load --poisson 500 --duration 1s --url " + url + "/events/await",
    };
  }

  private static String[] commands(String socket) {
    return Stream.of(
            "workers 3",
            "workers",
            "service-time 1ms",
            "service-time",
            "resource --capacity 5",
            "resource",
            "stats",
            "stats --json",
            "check --for 200ms accepted>=0",
            "reset")
        .map(line -> line + " --socket " + socket)
        .toArray(String[]::new);
  }

  private static void askEverything(String url) throws IOException, InterruptedException {
    List<String> routes =
        List.of("/events/await", "/stats", "/metrics", "/health/live", "/health/ready", "/");
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (int request = 0; request < REQUESTS_OF_OTHER_ROUTES; request++) {
        for (String route : routes) {
          client.send(
              HttpRequest.newBuilder(URI.create(url + route)).build(), BodyHandlers.discarding());
        }
        HttpRequest post =
            HttpRequest.newBuilder(URI.create(url + "/events"))
                .POST(BodyPublishers.ofString("trained"))
                .build();
        client.send(post, BodyHandlers.discarding());
      }
    }
  }

  private static void end(Process process) throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }

  private static void cleanUp(Path... folders) {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    try {
      for (Path folder : folders) {
        remove(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<List<String>> split(List<String> words) {
    List<List<String>> parts = new ArrayList<>();
    for (String word : words) {
      if (word.equals("--")) {
        parts.add(new ArrayList<>());
      } else {
        parts.getLast().add(word);
      }
    }
    return parts;
  }

  private static List<String> rest(List<String> words) {
    return words.subList(1, words.size());
  }

  /** Caches that no longer fit, and what a training that was killed left behind. */
  private static void removeOld(Path folder) throws IOException {
    try (Stream<Path> old = Files.list(folder)) {
      for (Path path : old.toList()) {
        remove(path);
      }
    }
  }

  private static void remove(Path path) throws IOException {
    try (Stream<Path> all = Files.walk(path)) {
      List<Path> deepestFirst = new ArrayList<>(all.toList());
      Collections.reverse(deepestFirst);
      for (Path each : deepestFirst) {
        Files.deleteIfExists(each);
      }
    }
  }
}
