/** What is in a recording, for people and for other tools. */
@NullMarked
package weir.http.recording;

import org.jspecify.annotations.NullMarked;
