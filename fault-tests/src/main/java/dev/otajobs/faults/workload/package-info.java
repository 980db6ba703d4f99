/**
 * What is asked of the service while it is hurt: seeded lives of jobs to write, and sessions that
 * read them.
 */
@NullMarked
package dev.otajobs.faults.workload;

import org.jspecify.annotations.NullMarked;
