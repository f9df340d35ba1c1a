package weir.http.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import weir.core.pipeline.PipelineSettings;

/**
 * Everything that {@code weir serve} runs with.
 *
 * @param host address or name to listen on
 * @param port TCP port, 0 to 65535; 0 takes any free one
 * @param pipeline ring, workers and service time
 * @param handler name of the event handler
 * @param socket where the local socket is to be; empty for the user's default
 * @param drainTimeout how long a stopping server goes on handling the backlog
 * @param histogramLog a file to write every latency to; empty for none
 * @param allowedHosts hosts besides its own that requests may be addressed to: names in lower case,
 *     and IP addresses as they were written, IPv6 without brackets; sorted
 * @param rehearsal how long the server sends itself requests before it is ready; 0 for not at all
 * @param recording a file to record into what the panel is shown; empty for none
 * @param journal what keeps accepted events until they have ended
 * @param orderByKey whether events of one key are handled one after the other
 * @param faults whether clients of the local socket may kill workers
 */
public record ServeSettings(
    String host,
    int port,
    PipelineSettings pipeline,
    String handler,
    Optional<String> socket,
    Duration drainTimeout,
    Optional<Path> histogramLog,
    Set<String> allowedHosts,
    Duration rehearsal,
    Optional<Path> recording,
    JournalChoice journal,
    boolean orderByKey,
    boolean faults) {}
