/** Recordings as files: blocks of frames, compressed and checked, of whatever the frames hold. */
@NullMarked
package weir.core.recording;

import org.jspecify.annotations.NullMarked;
