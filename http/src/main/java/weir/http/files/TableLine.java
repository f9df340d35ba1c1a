package weir.http.files;

import java.nio.file.Path;

/**
 * A line of a table, as faults name it.
 *
 * @param file whose
 * @param number from 1
 * @param decimalComma whether a comma may be a decimal one, as something else separates columns
 */
record TableLine(Path file, long number, boolean decimalComma) {

  IllegalArgumentException fault(String what) {
    return new IllegalArgumentException("line " + number + " of " + file + " " + what);
  }
}
