/**
 * An own log on disk that keeps accepted events until they have ended: what is appended survives
 * the process, and, as far as its policy promises, the machine.
 */
@NullMarked
package weir.core.journal;

import org.jspecify.annotations.NullMarked;
