/**
 * A deterministic simulation of the pool's protocol. Each access to shared memory is a step of its
 * own, a scheduler picks who steps next, and what must hold is checked after each step. It covers
 * the order of steps under sequential consistency; that the shipped classes have the fences that
 * make them so is jcstress's part.
 */
@NullMarked
package weir.core.worker.simulation;

import org.jspecify.annotations.NullMarked;
