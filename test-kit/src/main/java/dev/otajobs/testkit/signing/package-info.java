/**
 * Signs calls as clients do. Nothing here is shared with the code that verifies signatures, so that
 * a mistake in one of them shows as a call that is refused.
 */
@NullMarked
package dev.otajobs.testkit.signing;

import org.jspecify.annotations.NullMarked;
