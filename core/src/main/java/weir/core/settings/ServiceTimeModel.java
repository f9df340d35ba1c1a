package weir.core.settings;

import java.util.List;
import java.util.Locale;

/**
 * How the service times of the mock resource are distributed. All but a replay are scaled to the
 * mean that is set beside them; variability is given as the squared coefficient of variation,
 * variance ÷ mean².
 */
public sealed interface ServiceTimeModel {

  /**
   * Reads a model.
   *
   * @param text such as {@code lognormal:4}
   * @return the model
   * @throws IllegalArgumentException if the text is no model; the message lists those there are
   */
  static ServiceTimeModel parse(String text) {
    int colon = text.indexOf(':');
    String name = (colon < 0 ? text : text.substring(0, colon)).strip().toLowerCase(Locale.ROOT);
    String rest = colon < 0 ? "" : text.substring(colon + 1).strip();
    String[] parameters = rest.isEmpty() ? new String[0] : rest.split(",", -1);
    if (name.equals("replay")) {
      return new Replay(rest);
    }
    if (name.equals("fixed") && parameters.length == 0) {
      return new Fixed();
    }
    if (name.equals("exponential") && parameters.length == 0) {
      return new Exponential();
    }
    if (name.equals("lognormal") && parameters.length == 1) {
      return new LogNormal(NumberText.parse(name, parameters[0]));
    }
    if (name.equals("bimodal") && (parameters.length == 1 || parameters.length == 2)) {
      return new Bimodal(
          NumberText.parse(name, parameters[0]),
          parameters.length == 2
              ? NumberText.parse(name, parameters[1])
              : Bimodal.DEFAULT_LONG_SHARE);
    }
    if (name.equals("pareto") && (parameters.length == 1 || parameters.length == 2)) {
      return new BoundedPareto(
          NumberText.parse(name, parameters[0]),
          parameters.length == 2
              ? NumberText.parse(name, parameters[1])
              : BoundedPareto.DEFAULT_RATIO);
    }
    throw new IllegalArgumentException(
        "'"
            + text
            + "' is no distribution: write fixed, exponential, lognormal:CV2, bimodal:CV2[,SHARE],"
            + " pareto:INDEX[,RATIO] or replay:FILE[,tag=TAG][,column=COLUMN][,unit=UNIT]");
  }

  /**
   * The model in the form that {@link #parse} reads.
   *
   * @return such as {@code lognormal:4}
   */
  String text();

  /** Every service takes the mean. */
  record Fixed() implements ServiceTimeModel {
    @Override
    public String text() {
      return "fixed";
    }
  }

  /** Exponential: a squared coefficient of variation of 1. */
  record Exponential() implements ServiceTimeModel {
    @Override
    public String text() {
      return "exponential";
    }
  }

  /**
   * Log-normal.
   *
   * @param scv squared coefficient of variation, above 0 and up to 10,000
   */
  record LogNormal(double scv) implements ServiceTimeModel {

    /** Checks the parameter. */
    public LogNormal {
      Range.check("the squared coefficient of variation of lognormal", scv, 1e-6, 1e4);
    }

    @Override
    public String text() {
      return "lognormal:" + NumberText.format(scv);
    }
  }

  /**
   * Two service times, a short and a long one.
   *
   * @param scv squared coefficient of variation, above 0
   * @param longShare share of the long ones, above 0 and below 1
   */
  record Bimodal(double scv, double longShare) implements ServiceTimeModel {

    private static final double DEFAULT_LONG_SHARE = 0.05;

    /** Checks the parameters. */
    public Bimodal {
      Range.check("the share of long service times of bimodal", longShare, 1e-6, 1 - 1e-6);
      double most = (1 - longShare) / longShare;
      if (!(scv > 0 && scv <= most)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "bimodal with a share of %s long service times has a squared coefficient of"
                    + " variation above 0 and up to %.6g, and %s is not: lower it or the share",
                longShare,
                most,
                scv));
      }
    }

    @Override
    public String text() {
      return "bimodal:" + NumberText.format(scv) + "," + NumberText.format(longShare);
    }
  }

  /**
   * Bounded Pareto: a heavy tail that ends at some point.
   *
   * @param tailIndex the smaller the heavier; at 2 and below the unbounded tail has no variance
   * @param ratio largest ÷ smallest service time
   */
  record BoundedPareto(double tailIndex, double ratio) implements ServiceTimeModel {

    private static final double DEFAULT_RATIO = 1_000;

    /** Checks the parameters. */
    public BoundedPareto {
      Range.check("the tail index of pareto", tailIndex, 0.1, 100);
      Range.check("the ratio of largest to smallest of pareto", ratio, 1.001, 1e9);
    }

    @Override
    public String text() {
      return "pareto:" + NumberText.format(tailIndex) + "," + NumberText.format(ratio);
    }
  }

  /**
   * Service times from a file: in order, over and over, from a list; drawn from the distribution,
   * of an HdrHistogram log. They are taken as they are, whatever the mean.
   *
   * @param choice path of the file, for the server to read, and what to take from it
   */
  record Replay(FileChoice choice) implements ServiceTimeModel {

    /** Option: which tag of a log. */
    public static final String TAG = "tag";

    /** Option: which column of a list, by its heading or its number from 1. */
    public static final String COLUMN = "column";

    /** Option: what the file's numbers are in, such as {@code ms}. */
    public static final String UNIT = "unit";

    private static final List<String> OPTIONS = List.of(TAG, COLUMN, UNIT);

    /**
     * A replay as it is written after {@code replay:}.
     *
     * @param text such as {@code times.csv,column=ms}
     * @throws IllegalArgumentException if there is no path in it; the message says so
     */
    public Replay(String text) {
      this(FileChoice.parse(text, OPTIONS));
    }

    /**
     * The same replay of another file.
     *
     * @param file its path
     * @return the replay
     */
    public Replay withFile(String file) {
      return new Replay(choice.withFile(file));
    }

    @Override
    public String text() {
      return "replay:" + choice.text();
    }
  }
}
