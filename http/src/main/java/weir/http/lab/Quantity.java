package weir.http.lab;

/**
 * Something to predict.
 *
 * @param key a short name without spaces, the only one of its exercise
 * @param label for people: what it is
 * @param unit what it is counted in
 */
public record Quantity(String key, String label, Unit unit) {}
