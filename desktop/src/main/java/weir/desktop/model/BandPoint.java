package weir.desktop.model;

/**
 * One moment of a band that is drawn over a chart, such as a prediction.
 *
 * @param uptimeNanos the moment, on the server's uptime; it may lie ahead
 * @param low lower edge; NaN where there is no band
 * @param middle the line in it, dashed; NaN where there is none
 * @param high upper edge; NaN where there is no band
 */
public record BandPoint(long uptimeNanos, double low, double middle, double high) {}
