package weir.http.scaling;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import weir.core.link.DataLine;
import weir.core.theory.UniversalScalabilityFit.Point;

/**
 * Measured points from a file: a line each, workers and throughput with a comma between them. The
 * first line may be a heading, and {@code #} starts a comment.
 */
public final class PointsFile {

  private PointsFile() {}

  /**
   * Reads points.
   *
   * @param file the file
   * @return the points, as they stand
   * @throws PointsException if it can't be used; the message says why and names the line
   */
  public static List<Point> read(Path file) throws PointsException {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new PointsException(
          file + " can't be read: give a readable text file of lines such as 4,73.2", e);
    }
    List<Point> points = new ArrayList<>();
    for (DataLine line : DataLine.of(lines)) {
      points.add(point(line.text(), file, line.number()));
    }
    return points;
  }

  private static Point point(String text, Path file, int line) throws PointsException {
    String[] cells = text.split(",", -1);
    try {
      if (cells.length != 2) {
        throw new IllegalArgumentException("write workers and events a second, such as 4,73.2");
      }
      return new Point(number(cells[0]), number(cells[1]));
    } catch (IllegalArgumentException e) {
      throw new PointsException(
          "line " + line + " of " + file + " is no point: " + e.getMessage(), e);
    }
  }

  private static double number(String cell) {
    try {
      return Double.parseDouble(cell.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + cell.strip() + "' is no number", e);
    }
  }
}
