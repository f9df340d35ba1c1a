/** The panel's windows, built in code; they only bind to the model. */
@NullMarked
package weir.desktop.view;

import org.jspecify.annotations.NullMarked;
