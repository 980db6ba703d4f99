/** What was acknowledged and what was replied, with the times of both, by one monotonic clock. */
@NullMarked
package dev.otajobs.faults.history;

import org.jspecify.annotations.NullMarked;
