package weir.core.figures;

/**
 * Workers asked for and workers there are.
 *
 * @param requested target of the last resize
 * @param effective workers alive now, including those that leave after their current event
 */
public record WorkerCount(int requested, int effective) {}
