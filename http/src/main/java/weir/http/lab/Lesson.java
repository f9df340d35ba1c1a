package weir.http.lab;

import java.time.Duration;

/**
 * The words of an exercise. Paragraphs are parted by empty lines.
 *
 * @param number of the exercise, from 0
 * @param title what it is called
 * @param chapter where it belongs
 * @param setting what is run
 * @param question what to think about before predicting
 * @param reasoning why theory says what it says
 * @param takes about how long the experiment runs
 */
public record Lesson(
    int number,
    String title,
    Chapter chapter,
    String setting,
    String question,
    String reasoning,
    Duration takes) {

  /** Where an exercise belongs. */
  public enum Chapter {
    /** What the program is made of, and what it does. */
    PIPELINE("The pipeline", "pipeline.md"),
    /** What any queue does. */
    QUEUES("Queues", "queues.md");

    private final String title;
    private final String page;

    Chapter(String title, String page) {
      this.title = title;
      this.page = page;
    }

    /**
     * Its heading.
     *
     * @return a few words
     */
    public String title() {
      return title;
    }

    /**
     * Its page.
     *
     * @return a file in docs/lab
     */
    public String page() {
      return page;
    }
  }
}
