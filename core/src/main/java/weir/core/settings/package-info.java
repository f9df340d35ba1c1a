/** What is written: how a resource is to behave, and the text in which people say so. */
@NullMarked
package weir.core.settings;

import org.jspecify.annotations.NullMarked;
