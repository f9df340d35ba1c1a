/** Files of numbers that people have: tables of any make, and histogram logs. */
@NullMarked
package weir.http.files;

import org.jspecify.annotations.NullMarked;
