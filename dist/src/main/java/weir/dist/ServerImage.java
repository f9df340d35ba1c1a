package weir.dist;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes the server as a container image into a file. There is nothing in it but Weir, its Java and
 * the system's C library: no shell, no package manager.
 *
 * @param tree of the server, as it stands at {@link #HOME}
 * @param work a folder for what is made on the way
 * @param time of all that is in it
 */
record ServerImage(Path tree, Path work, Instant time) {

  private static final String HOME = "/opt/weir";
  private static final String JAVA = HOME + "/runtime/bin/java";
  private static final String SERVE = "@" + HOME + "/launch/serve.command";
  private static final String COMMAND = "@" + HOME + "/launch/short.command";
  private static final int HTTP_PORT = 4000;

  private static final FilePermissions FILE = FilePermissions.fromOctalString("644");
  private static final FilePermissions EXECUTABLE = FilePermissions.fromOctalString("755");

  /**
   * Writes the image.
   *
   * @param args the server's tree, the file to write, the image's name, the processor as images
   *     call it, the time of the build
   */
  public static void main(String[] args) throws Exception {
    Path file = Path.of(args[1]);
    Path work = Files.createDirectories(file.resolveSibling("image-work"));
    new ServerImage(Path.of(args[0]), work, Instant.parse(args[4])).write(file, args[2], args[3]);
  }

  private void write(Path file, String name, String machine) throws Exception {
    Path base = work.resolve("base.tar");
    new BaseImage(machine, List.of(JAVA, COMMAND, "stats"), time).write(base);
    Jib.from(TarImage.at(base))
        .setPlatforms(Set.of(new Platform(machine, "linux")))
        .addFileEntriesLayer(systemLayer())
        .addFileEntriesLayer(layer("java", tree.resolve("runtime")))
        .addFileEntriesLayer(layer("libraries", tree.resolve("app/lib")))
        .addFileEntriesLayer(
            layer(
                "weir",
                tree.resolve("app/weir-http.jar"),
                tree.resolve("launch"),
                tree.resolve("caches"),
                tree.resolve("licences"),
                tree.resolve("LICENSE"),
                tree.resolve("bom.json")))
        .setEntrypoint(JAVA, SERVE)
        .setProgramArguments("serve")
        // Elsewhere the server listens on loopback unless told otherwise; in a container nobody
        // would hear it.
        .addEnvironmentVariable("WEIR_HOST", "0.0.0.0")
        .addExposedPort(Port.tcp(HTTP_PORT))
        .setUser(BaseImage.USER)
        .setWorkingDirectory(AbsoluteUnixPath.get("/tmp"))
        .setCreationTime(time)
        .containerize(
            Containerizer.to(TarImage.at(file).named(name))
                .setOfflineMode(true)
                .setBaseImageLayersCache(work.resolve("cache"))
                .setApplicationLayersCache(work.resolve("cache")));
  }

  private FileEntriesLayer systemLayer() throws IOException, InterruptedException {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName("system");
    for (Path library : SystemLibraries.of(tree.resolve("runtime"))) {
      add(layer, library.toRealPath(), library.toString(), EXECUTABLE);
    }
    Path terms = Path.of("/usr/share/doc/libc6/copyright");
    if (Files.isReadable(terms)) {
      add(layer, terms, terms.toString(), FILE);
    }
    return layer.build();
  }

  private FileEntriesLayer layer(String name, Path... parts) throws IOException {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
    for (Path part : parts) {
      if (Files.exists(part)) {
        try (Stream<Path> files = Files.walk(part)) {
          for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
            add(layer, file, HOME + "/" + tree.relativize(file), permissions(file));
          }
        }
      }
    }
    return layer.build();
  }

  private static FilePermissions permissions(Path file) {
    return Files.isExecutable(file) ? EXECUTABLE : FILE;
  }

  private void add(
      FileEntriesLayer.Builder layer, Path file, String path, FilePermissions permissions) {
    layer.addEntry(file, AbsoluteUnixPath.get(path), permissions, time);
  }
}
