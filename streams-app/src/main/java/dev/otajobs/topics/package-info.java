/**
 * The topics that must exist before the service can start: creating them, checking them, and noting
 * how far they were written.
 */
@NullMarked
package dev.otajobs.topics;

import org.jspecify.annotations.NullMarked;
