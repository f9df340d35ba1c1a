package weir.core.recording;

import java.nio.ByteBuffer;

/**
 * A frame as it came.
 *
 * @param nanos when, in nanoseconds since the start of the recording
 * @param frame what the length field of the socket counts: type and body
 */
public record RecordedFrame(long nanos, ByteBuffer frame) {}
