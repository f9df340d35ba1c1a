package weir.bench.http;

/**
 * What a figure is of.
 *
 * @param contender the server
 * @param route what was asked of it
 * @param metric what was measured
 */
public record HttpKey(HttpContender contender, Route route, HttpMetric metric) {}
