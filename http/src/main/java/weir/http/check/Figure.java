package weir.http.check;

import java.util.function.Function;

/**
 * What a condition is about.
 *
 * @param unit of its values
 * @param reader finds it in what was measured
 */
record Figure(Unit unit, Function<MeasuredSpan, Reading> reader) {

  Reading of(MeasuredSpan span) {
    return reader.apply(span);
  }
}
