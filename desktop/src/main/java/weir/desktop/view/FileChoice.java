package weir.desktop.view;

import java.io.File;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** Asks for the name of a file to write. */
@FunctionalInterface
interface FileChoice {

  /**
   * Asks.
   *
   * @param title of the question
   * @param name what is proposed
   * @param ending the file's, without its dot
   * @return where, the user having agreed to write over what is there; null if it was called off
   */
  @Nullable Path ask(String title, String name, String ending);

  /**
   * The desktop's own dialog. It starts in the folder that was last chosen.
   *
   * @param owner the window that waits for it
   */
  static FileChoice ofDesktop(Supplier<@Nullable Window> owner) {
    FileChooser chooser = new FileChooser();
    return (title, name, ending) -> {
      chooser.setTitle(title);
      chooser.setInitialFileName(name + "." + ending);
      chooser
          .getExtensionFilters()
          .setAll(new FileChooser.ExtensionFilter(ending.toUpperCase(Locale.ROOT), "*." + ending));
      File folder = chooser.getInitialDirectory();
      if (folder != null && !folder.isDirectory()) {
        chooser.setInitialDirectory(null);
      }
      File chosen = chooser.showSaveDialog(owner.get());
      if (chosen == null) {
        return null;
      }
      chooser.setInitialDirectory(chosen.getAbsoluteFile().getParentFile());
      return chosen.toPath();
    };
  }
}
