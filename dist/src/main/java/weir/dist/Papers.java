package weir.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;
import weir.http.cli.WeirCommand;

/** Writes what goes with the programs into the tree of an archive. */
final class Papers {

  private Papers() {}

  /**
   * Writes man pages, completion and the licences of others.
   *
   * @param args the tree, which has the libraries and the runtime already; Weir's version; the day
   *     in man pages; the list of what others wrote; the folder with texts of licences
   */
  public static void main(String[] args) throws IOException {
    Path tree = Path.of(args[0]);
    CommandLine weir = WeirCommand.commandLine(Map.of());
    write(tree.resolve("man/man1"), ManPages.of(weir, args[1], args[2].substring(0, 10)));
    write(tree.resolve("completion"), Completion.of(weir));
    new LicenceTexts(tree).collect(Path.of(args[3]), Path.of(args[4]));
  }

  private static void write(Path folder, Map<String, String> texts) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, String> text : texts.entrySet()) {
      Files.writeString(folder.resolve(text.getKey()), text.getValue());
    }
  }
}
