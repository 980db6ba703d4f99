/**
 * A call as signatures see it, apart from any HTTP framework: decoded parameters, headers, body,
 * and the canonical text that both signature versions are computed over.
 */
@NullMarked
package dev.otajobs.auth.call;

import org.jspecify.annotations.NullMarked;
