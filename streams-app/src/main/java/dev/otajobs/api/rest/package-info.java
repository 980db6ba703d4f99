/** The resource API: {@code GET /v1/jobs/{jobId}}, for clients that do not sign calls. */
@NullMarked
package dev.otajobs.api.rest;

import org.jspecify.annotations.NullMarked;
