/**
 * The load during a fault: generated events of jobs, which a seed determines, and sessions that
 * read the jobs.
 */
@NullMarked
package dev.otajobs.faults.workload;

import org.jspecify.annotations.NullMarked;
