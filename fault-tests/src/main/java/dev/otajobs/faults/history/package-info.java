/** The recorded acknowledgements and replies, with their times on one monotonic clock. */
@NullMarked
package dev.otajobs.faults.history;

import org.jspecify.annotations.NullMarked;
