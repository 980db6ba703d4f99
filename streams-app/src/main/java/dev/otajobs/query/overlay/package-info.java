/**
 * The tail of the log over a copy. While the owner of a partition is silent or changes, an instance
 * with a copy of it reads the source topics from where the copy surely is complete, and lays what
 * it reads over the copy: {@code answer = join(copy, overlay)}. Joining an event twice changes
 * nothing, so it does not matter how far the copy has got meanwhile.
 */
@NullMarked
package dev.otajobs.query.overlay;

import org.jspecify.annotations.NullMarked;
