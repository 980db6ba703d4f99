/** The resource API: {@code GET /v1/jobs/{jobId}}, for tools that want plain HTTP. */
@NullMarked
package dev.otajobs.api.rest;

import org.jspecify.annotations.NullMarked;
