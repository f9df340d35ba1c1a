/** What a server tells the service manager that has started it. */
@NullMarked
package weir.http.service;

import org.jspecify.annotations.NullMarked;
