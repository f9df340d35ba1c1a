package weir.desktop.view;

import java.util.function.Supplier;
import javafx.scene.Node;

/**
 * A tab of the panel's main area.
 *
 * @param name what it is called, in a word or two; each has its own
 * @param content makes what it shows, once, when it is first looked at
 */
record DetailTab(String name, Supplier<Content> content) {

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
