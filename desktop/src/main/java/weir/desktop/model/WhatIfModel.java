package weir.desktop.model;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;
import weir.core.figures.WorkerRange;
import weir.core.settings.DurationText;

/**
 * Another number of workers, in thought, and what theory says of it. It is worked out on another
 * thread, at most once at a time, and only while somebody looks. Confined to the FX thread.
 */
public final class WhatIfModel implements WorkerSetting {

  /** How far to think where workers can't be set. */
  private static final int SHORTEST = 8;

  private final ReadOnlyIntegerWrapper chosen = new ReadOnlyIntegerWrapper(this, "chosen", 1);
  private final ReadOnlyStringWrapper fault = new ReadOnlyStringWrapper(this, "fault", "");
  private final ReadOnlyObjectWrapper<@Nullable WhatIfCurves> curves =
      new ReadOnlyObjectWrapper<>(this, "curves", null);
  private final Map<WhatIfGoal, Double> goalSeconds = new EnumMap<>(WhatIfGoal.class);
  private final ReadOnlyObjectProperty<@Nullable Measured> measured;
  private final PanelCommands commands;
  private final Executor background;
  private final Executor crossing;

  /** Whether the user chose; else the number is that of the server. */
  private boolean own;

  private boolean active;
  private boolean underWay;
  private boolean again;

  /** Counts the beginnings: each has nothing to do with what was measured before. */
  private int past;

  /**
   * Creates the model.
   *
   * @param measured what to start from
   * @param commands the real number of workers
   * @param background works things out
   * @param crossing brings them back to the FX thread
   */
  WhatIfModel(
      ReadOnlyObjectProperty<@Nullable Measured> measured,
      PanelCommands commands,
      Executor background,
      Executor crossing) {
    this.measured = measured;
    this.commands = commands;
    this.background = background;
    this.crossing = crossing;
    for (WhatIfGoal goal : WhatIfGoal.values()) {
      goalSeconds.put(goal, goal.usual().toNanos() / 1e9);
    }
    measured.subscribe(this::onMeasured);
    commands.targetWorkersProperty().subscribe(this::follow);
  }

  /**
   * What theory says, renewed once a second.
   *
   * @return the property; null while nothing was measured
   */
  public ReadOnlyObjectProperty<@Nullable WhatIfCurves> curvesProperty() {
    return curves.getReadOnlyProperty();
  }

  /**
   * What is wrong with the number that was typed.
   *
   * @return the property; empty if nothing is
   */
  public ReadOnlyStringProperty faultProperty() {
    return fault.getReadOnlyProperty();
  }

  /**
   * Says whether anybody looks; nothing is worked out while nobody does.
   *
   * @param watched true for somebody
   */
  public void setActive(boolean watched) {
    active = watched;
    ask();
  }

  @Override
  public ReadOnlyIntegerProperty targetWorkersProperty() {
    return chosen.getReadOnlyProperty();
  }

  @Override
  public WorkerRange workerRange() {
    WorkerRange real = commands.workerRange();
    Measured now = measured.get();
    int most =
        real.most() > 0
            ? real.most()
            : Math.max(SHORTEST, now == null ? 0 : 2 * now.measurement().seen().workers());
    return new WorkerRange(1, most);
  }

  @Override
  public void resizeWorkers(int count) {
    WorkerRange range = workerRange();
    if (count < range.least() || count > range.most()) {
      fault.set(WorkerSetting.noCount(String.valueOf(count), range));
      return;
    }
    fault.set("");
    own = true;
    chosen.set(count);
    ask();
  }

  @Override
  public void resizeWorkers(String text) {
    try {
      resizeWorkers(Integer.parseInt(text.strip()));
    } catch (NumberFormatException e) {
      fault.set(WorkerSetting.noCount(text, workerRange()));
    }
  }

  @Override
  public void stepWorkers(int by) {
    WorkerRange range = workerRange();
    resizeWorkers(Math.clamp((long) chosen.get() + by, range.least(), range.most()));
  }

  /** Nobody else moves it. */
  @Override
  public void setAdjustingWorkers(boolean held) {}

  /** Asks the server for as many workers; from then on the number follows the server's again. */
  public void apply() {
    commands.resizeWorkers(chosen.get());
    own = false;
    follow();
  }

  /**
   * Sets a goal.
   *
   * @param goal which
   * @param text a duration, such as {@code 50ms}
   * @return what is wrong with it, in a sentence; empty if nothing is
   */
  public String setGoal(WhatIfGoal goal, String text) {
    try {
      Duration time = DurationText.parse(text);
      if (time.isZero()) {
        return "'" + text.strip() + "' is no goal: write a duration above 0, such as 50ms";
      }
      goalSeconds.put(goal, time.toNanos() / 1e9);
      ask();
      return "";
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private void onMeasured(@Nullable Measured now) {
    if (now == null) {
      past++;
      own = false;
      curves.set(null);
      follow();
    }
    ask();
  }

  private void follow() {
    if (!own) {
      WorkerRange range = workerRange();
      chosen.set(Math.clamp(commands.targetWorkersProperty().get(), range.least(), range.most()));
      fault.set("");
      ask();
    }
  }

  private void ask() {
    Measured start = measured.get();
    if (!active || start == null) {
      return;
    }
    if (underWay) {
      again = true;
      return;
    }
    underWay = true;
    again = false;
    var question =
        new WhatIfCurves.Question(
            start, chosen.get(), workerRange().most(), Map.copyOf(goalSeconds));
    int asked = past;
    background.execute(
        () -> {
          WhatIfCurves now = WhatIfCurves.orFault(question);
          crossing.execute(() -> show(now, asked));
        });
  }

  private void show(WhatIfCurves now, int asked) {
    underWay = false;
    // What was asked of another source is no answer for this one.
    if (measured.get() != null && asked == past) {
      curves.set(now);
    }
    if (again) {
      ask();
    }
  }
}
