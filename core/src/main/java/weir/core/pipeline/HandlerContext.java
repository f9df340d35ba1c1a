package weir.core.pipeline;

import weir.core.resource.MockResource;

/**
 * What a handler can use of its pipeline.
 *
 * @param resource the mock resource whose use the pipeline reports
 */
public record HandlerContext(MockResource resource) {}
