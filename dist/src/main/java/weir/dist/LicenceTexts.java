package weir.dist;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * The licences of what others wrote: the list, the text of each licence that it names, and what
 * each library says itself. The runtime has its own in its folder {@code legal}.
 *
 * @param tree of the archive
 */
record LicenceTexts(Path tree) {

  private static final Pattern OWN =
      Pattern.compile(
          "(META-INF/)?(LICEN[CS]E|NOTICE|COPYING)(\\.[a-z]+)?", Pattern.CASE_INSENSITIVE);

  /**
   * As each line of the list starts: {@code (MIT) SLF4J API Module (org.slf4j:slf4j-api:2.0.20 -
   * …)}.
   */
  private static final Pattern NAMED = Pattern.compile("\\(([^()]+)\\) ");

  /**
   * Copies them all.
   *
   * @param list what others wrote, and on which terms
   * @param texts a folder with texts of licences, each named after its licence
   * @throws IOException if the list names a licence whose text is nowhere, too
   */
  void collect(Path list, Path texts) throws IOException {
    Path licences = Files.createDirectories(tree.resolve("licences"));
    Files.copy(list, licences.resolve("THIRD-PARTY.txt"), StandardCopyOption.REPLACE_EXISTING);
    for (String licence : named(list)) {
      String file = licence + ".txt";
      Path text = texts.resolve(file);
      if (!Files.isReadable(text)) {
        throw new IOException(
            "the text of the licence " + licence + " is needed: put it into " + text);
      }
      Files.copy(text, licences.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    try (Stream<Path> libraries = Files.list(tree.resolve("app/lib"))) {
      for (Path library : libraries.sorted().toList()) {
        copyOwn(library, licences);
      }
    }
  }

  private static Set<String> named(Path list) throws IOException {
    TreeSet<String> licences = new TreeSet<>();
    for (String line : Files.readAllLines(list)) {
      Matcher named = NAMED.matcher(line.strip());
      while (named.lookingAt()) {
        licences.add(named.group(1));
        named.region(named.end(), named.regionEnd());
      }
    }
    return licences;
  }

  private static void copyOwn(Path library, Path licences) throws IOException {
    String name = library.getFileName().toString().replaceFirst("\\.jar$", "");
    try (JarFile jar = new JarFile(library.toFile())) {
      for (ZipEntry entry :
          jar.stream().filter(each -> OWN.matcher(each.getName()).matches()).toList()) {
        Path target = licences.resolve(name).resolve(Path.of(entry.getName()).getFileName());
        Files.createDirectories(target.getParent());
        try (InputStream text = jar.getInputStream(entry)) {
          Files.copy(text, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }
}
