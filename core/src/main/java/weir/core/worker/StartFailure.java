package weir.core.worker;

/**
 * What keeps a pool from starting workers, or tasks. The pool goes on trying, at least four times a
 * second and at once after a resize; events wait in the ring meanwhile.
 *
 * @param attempts attempts that have failed since the last one that did not, 1 or more
 * @param cause what the last one failed with: an OutOfMemoryError if the system makes no more
 *     threads, or what a factory has thrown
 */
public record StartFailure(long attempts, Throwable cause) {}
