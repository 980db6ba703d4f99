/**
 * Which jobs have new events: {@link dev.otajobs.query.watch.EventSignals} tells whoever watches
 * them, and {@link dev.otajobs.query.JobFinder} then has the jobs.
 */
@NullMarked
package dev.otajobs.query.watch;

import org.jspecify.annotations.NullMarked;
