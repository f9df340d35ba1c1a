/** The lab: experiments on queues, each with what theory says of it. */
@NullMarked
package weir.http.lab;

import org.jspecify.annotations.NullMarked;
