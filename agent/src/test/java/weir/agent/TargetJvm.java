package weir.agent;

import com.sun.tools.attach.VirtualMachine;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A JVM that runs a program of the tests. */
final class TargetJvm implements AutoCloseable {

  static final Path AGENT = Path.of(System.getProperty("weir.agentJar", "target/weir-agent.jar"));

  private final Process process;
  private final BufferedReader answers;
  private final PrintWriter questions;
  private final Path folder;
  private final Path probe;

  /** Of {@link TargetProgram}. */
  TargetJvm(Path folder, String... flags) throws IOException {
    this(folder, List.of(flags), TargetProgram.class, List.of());
  }

  /** Of a program that says that it is ready, and answers each line with one. */
  TargetJvm(Path folder, List<String> flags, Class<?> program, List<String> arguments)
      throws IOException {
    this.folder = folder;
    probe = folder.resolve("probe.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Agent-Class", Probe.class.getName());
    manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
    try (OutputStream out = Files.newOutputStream(probe)) {
      new JarOutputStream(out, manifest).close();
    }
    // Alone: what is on this test's class path must not be on the program's.
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(flags);
    String classPath = program == TargetProgram.class ? classes().toString() : withServers();
    command.addAll(List.of("-cp", classPath, program.getName()));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(folder.resolve("err").toFile());
    builder.environment().put("XDG_RUNTIME_DIR", folder.toString());
    process = builder.start();
    answers = process.inputReader();
    questions = new PrintWriter(process.outputWriter(), true);
    if (!"ready".equals(answers.readLine())) {
      throw new IOException("the program did not start: " + errors());
    }
  }

  /** With the servers that some have. */
  private static String withServers() {
    return Stream.concat(
            Stream.of(classes().toString()),
            Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> entry.matches(".*(jetty|tomcat|jakarta|slf4j-api).*[.]jar")))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** The program's classes, and of the agent the one constant that the probe has compiled in. */
  static Path classes() {
    try {
      return Path.of(
          TargetProgram.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (java.net.URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  long pid() {
    return process.pid();
  }

  Path socket() {
    return folder.resolve("weir").resolve("jvm-" + pid() + ".sock");
  }

  String ask(String question) throws IOException {
    questions.println(question);
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("the program ended at '" + question + "': " + errors());
    }
    return answer;
  }

  /** A number that tells the code of ThreadPoolExecutor from others. */
  String code() throws Exception {
    load(probe, "");
    return ask("code");
  }

  /** How many calls of the bridge are in the classes of that name, and how many classes. */
  String bridgeCalls(String className) throws Exception {
    load(probe, "");
    return ask("calls " + className);
  }

  /** Calls the agent, as 'weir attach' and 'weir detach' do. */
  String tell(String options) throws Exception {
    return load(AGENT, options);
  }

  private String load(Path jar, String options) throws Exception {
    VirtualMachine jvm = VirtualMachine.attach(Long.toString(pid()));
    try {
      jvm.loadAgent(jar.toString(), options);
      return jvm.getSystemProperties().getProperty("weir.agent.answer", "");
    } finally {
      jvm.detach();
    }
  }

  String errors() throws IOException {
    return Files.readString(folder.resolve("err"));
  }

  @Override
  public void close() {
    questions.close();
    process.onExit().join();
  }
}
