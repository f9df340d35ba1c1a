package weir.desktop.view;

import java.util.function.Predicate;
import java.util.function.Supplier;
import javafx.scene.Node;
import weir.desktop.model.Parts;

/**
 * A tab of the panel's main area.
 *
 * @param name what it is called, in a word or two; each has its own
 * @param content makes what it shows, once, when it is first looked at
 * @param has whether a source has what it takes
 * @param lack one sentence in its place where a source has not
 * @param needsSource whether it has nothing to show while there is no source, or no event
 */
record DetailTab(
    String name,
    Supplier<Content> content,
    Predicate<Parts> has,
    String lack,
    boolean needsSource) {

  /** A tab of what a source has. */
  DetailTab(String name, Supplier<Content> content, Predicate<Parts> has, String lack) {
    this(name, content, has, lack, true);
  }

  /** A tab of its own, whatever is on show. */
  static DetailTab ofItsOwn(String name, Supplier<Content> content) {
    return new DetailTab(name, content, parts -> true, "", false);
  }

  /** A tab that has something of each source. */
  DetailTab(String name, Supplier<Content> content) {
    this(name, content, parts -> true, "");
  }

  /** What a tab shows. */
  interface Content {

    /** The node to show, the same on each call. */
    Node node();

    /**
     * Says whether the tab is the one on show. One that isn't computes and draws nothing.
     *
     * @param onShow true when it comes to the front, false when another does
     */
    void setOnShow(boolean onShow);
  }
}
