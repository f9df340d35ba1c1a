package weir.http.lab;

/**
 * What theory says of a quantity.
 *
 * @param quantity what
 * @param theory the value, in the quantity's unit
 */
public record Answer(Quantity quantity, double theory) {}
