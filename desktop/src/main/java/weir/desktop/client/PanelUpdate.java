package weir.desktop.client;

import org.jspecify.annotations.Nullable;
import weir.core.figures.Snapshot;

/**
 * What is new since the consumer last looked.
 *
 * @param state how the connection stands now
 * @param snapshot the newest snapshot, with the intervals of those it replaced merged into it; null
 *     if none arrived
 */
public record PanelUpdate(ConnectionState state, @Nullable Snapshot snapshot) {}
