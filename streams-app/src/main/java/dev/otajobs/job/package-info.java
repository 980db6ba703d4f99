/**
 * The domain: what a job is, how its events fold to it, and what of it can be seen. Everything here
 * is pure: no Kafka, no clock, no I/O, no logger. {@link dev.otajobs.job.JobState} is the fold; its
 * laws are in {@code docs/contract.md} and proved by {@code JobFoldLawsTest}.
 */
@NullMarked
package dev.otajobs.job;

import org.jspecify.annotations.NullMarked;
