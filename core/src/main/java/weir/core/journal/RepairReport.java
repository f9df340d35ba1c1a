package weir.core.journal;

import java.util.List;

/**
 * What a repair did.
 *
 * @param actions a sentence each; empty if there was nothing to do
 * @param after what is in the folder now
 */
public record RepairReport(List<String> actions, InspectionReport after) {}
