package weir.desktop.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;
import weir.core.link.LinkAddress;
import weir.desktop.client.LabExercise;
import weir.desktop.client.LabNews;
import weir.desktop.client.LabProgram;

/** The lab: its exercises, and the experiment that is run. Confined to the FX thread. */
public final class LabModel {

  /** How the experiment stands. */
  public enum State {
    /** There are no exercises yet. */
    LISTING,
    /** It can be run. */
    READY,
    /** It runs. */
    RUNNING
  }

  private final @Nullable LabProgram program;
  private final Executor crossing;
  private final ReadOnlyObjectWrapper<State> state =
      new ReadOnlyObjectWrapper<>(this, "state", State.LISTING);
  private final ReadOnlyObjectWrapper<List<LabExercise>> exercises =
      new ReadOnlyObjectWrapper<>(this, "exercises", List.of());
  private final ReadOnlyObjectWrapper<LabNews.@Nullable Progress> progress =
      new ReadOnlyObjectWrapper<>(this, "progress", null);
  private final ReadOnlyObjectWrapper<LabNews.@Nullable Outcome> outcome =
      new ReadOnlyObjectWrapper<>(this, "outcome", null);
  private final ReadOnlyObjectWrapper<@Nullable LinkAddress> server =
      new ReadOnlyObjectWrapper<>(this, "server", null);
  private final ReadOnlyStringWrapper fault = new ReadOnlyStringWrapper(this, "fault", "");

  /** What is listed, until all are. */
  private final List<LabExercise> listed = new ArrayList<>();

  private boolean begun;
  private boolean full;
  private LabProgram.Run run = () -> {};

  /** Counts what is run: what an earlier one says comes too late. */
  private int runs;

  /**
   * Creates the model.
   *
   * @param program runs the exercises; null where there is none
   * @param crossing brings its news to the FX thread
   */
  LabModel(@Nullable LabProgram program, Executor crossing) {
    this.program = program;
    this.crossing = crossing;
  }

  /**
   * Whether there is a lab.
   *
   * @return false in a panel that was started without
   */
  public boolean isThere() {
    return program != null;
  }

  /**
   * How the experiment stands.
   *
   * @return the property
   */
  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /**
   * All exercises, once they are listed.
   *
   * @return the property
   */
  public ReadOnlyObjectProperty<List<LabExercise>> exercisesProperty() {
    return exercises.getReadOnlyProperty();
  }

  /**
   * How the experiment goes.
   *
   * @return the property; null before it does
   */
  public ReadOnlyObjectProperty<LabNews.@Nullable Progress> progressProperty() {
    return progress.getReadOnlyProperty();
  }

  /**
   * What came of the last experiment.
   *
   * @return the property; null before its end
   */
  public ReadOnlyObjectProperty<LabNews.@Nullable Outcome> outcomeProperty() {
    return outcome.getReadOnlyProperty();
  }

  /**
   * Where the server of the last experiment was, or is.
   *
   * @return the property; null before there is one
   */
  public ReadOnlyObjectProperty<@Nullable LinkAddress> serverProperty() {
    return server.getReadOnlyProperty();
  }

  /**
   * Why something could not be done.
   *
   * @return the property; empty if nothing is wrong
   */
  public ReadOnlyStringProperty faultProperty() {
    return fault.getReadOnlyProperty();
  }

  /** Lists the exercises, if that was not done yet. */
  public void begin() {
    if (!begun && program != null) {
      begun = true;
      list(program);
    }
  }

  /**
   * Chooses the times.
   *
   * @param wanted whether those of the original: then exercises take minutes
   */
  public void setFull(boolean wanted) {
    if (full != wanted && state.get() != State.RUNNING) {
      full = wanted;
      if (begun && program != null) {
        list(program);
      }
    }
  }

  private void list(LabProgram known) {
    listed.clear();
    fault.set("");
    state.set(State.LISTING);
    known.list(full, ofRun(++runs));
  }

  /**
   * Runs an exercise.
   *
   * @param exercise which
   * @param predictions what was written for each key; empty texts count as none
   */
  public void start(LabExercise exercise, Map<String, String> predictions) {
    if (program == null || state.get() != State.READY) {
      return;
    }
    forget();
    state.set(State.RUNNING);
    List<String> given = new ArrayList<>();
    predictions.forEach(
        (key, text) -> {
          if (!text.isBlank()) {
            given.add(key + "=" + text.strip());
          }
        });
    run = program.run(exercise.number(), full, given, ofRun(++runs));
  }

  /** Forgets what came of the last experiment: another exercise is looked at. */
  public void forget() {
    if (state.get() == State.RUNNING) {
      return;
    }
    fault.set("");
    progress.set(null);
    outcome.set(null);
    server.set(null);
  }

  /** Ends the experiment that runs. */
  public void stop() {
    run.stop();
  }

  private Consumer<LabNews> ofRun(int number) {
    return news ->
        crossing.execute(
            () -> {
              if (number == runs) {
                hear(news);
              }
            });
  }

  private void hear(LabNews news) {
    switch (news) {
      case LabNews.Listed one -> listed.add(one.exercise());
      case LabNews.Serving serving -> server.set(serving.address());
      case LabNews.Progress step -> progress.set(step);
      case LabNews.Outcome last -> outcome.set(last);
      case LabNews.Ended end -> {
        if (state.get() == State.LISTING) {
          exercises.set(List.copyOf(listed));
        }
        fault.set(end.fault());
        state.set(State.READY);
      }
    }
  }
}
