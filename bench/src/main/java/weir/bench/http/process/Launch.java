package weir.bench.http.process;

import java.util.List;
import java.util.Optional;

/**
 * How a server is started.
 *
 * @param command program and arguments
 * @param url where it will be; empty if it prints that
 * @param readyPath what it answers 2xx to when it is ready
 */
record Launch(List<String> command, Optional<String> url, String readyPath) {}
