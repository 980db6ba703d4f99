/**
 * Generated events of jobs, the same in every run, in the formats of the service and of its peers.
 */
@NullMarked
package dev.otajobs.benchmarks.load.data;

import org.jspecify.annotations.NullMarked;
