package weir.bench;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Looks at numbers when flags are read: one that is taken for none given would be reported, too.
 */
final class Counts {

  private Counts() {}

  /** 1 or more. */
  static final class OneOrMore implements ITypeConverter<Integer> {

    @Override
    public Integer convert(String value) {
      int count = number(value);
      if (count < 1) {
        throw new TypeConversionException("must be 1 or more, and " + value + " is not");
      }
      return count;
    }
  }

  /** A power of two. */
  static final class PowerOfTwo implements ITypeConverter<Integer> {

    @Override
    public Integer convert(String value) {
      int count = number(value);
      if (count < 1 || Integer.bitCount(count) != 1) {
        throw new TypeConversionException("must be a power of two, and " + value + " is not");
      }
      return count;
    }
  }

  private static int number(String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new TypeConversionException(
          "must be a whole number up to " + Integer.MAX_VALUE + ", and '" + value + "' is not");
    }
  }
}
