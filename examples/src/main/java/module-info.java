/** Small programs that use core. What core does not export, they can't use. */
module weir.examples {
  requires weir.core;
}
