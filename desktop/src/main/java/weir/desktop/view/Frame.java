package weir.desktop.view;

import weir.desktop.model.History;
import weir.desktop.model.TimeWindow;

/**
 * What a chart is drawn of.
 *
 * @param history the past
 * @param window the stretch of it that the chart shows
 * @param pixelNanos time that one pixel shows
 */
record Frame(History history, TimeWindow window, double pixelNanos) {}
