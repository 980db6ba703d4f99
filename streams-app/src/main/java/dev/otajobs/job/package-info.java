/**
 * The domain: what a job is, how its events are folded, and what callers see of it. The code is
 * pure: it uses no Kafka, clock, I/O or logger. {@link dev.otajobs.job.JobState} joins the events
 * of one job, {@link dev.otajobs.job.Jobs} the jobs of one JobId. {@code docs/contract.md} has the
 * laws of the fold; {@code JobFoldLawsTest} and {@code JobsLawsTest} check them.
 */
@NullMarked
package dev.otajobs.job;

import org.jspecify.annotations.NullMarked;
