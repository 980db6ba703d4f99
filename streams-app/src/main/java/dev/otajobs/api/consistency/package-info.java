/** The headers by which callers of both APIs ask for consistency, and are told of it. */
@NullMarked
package dev.otajobs.api.consistency;

import org.jspecify.annotations.NullMarked;
