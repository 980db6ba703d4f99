/**
 * Made-up lives of jobs, the same ones every time, as the service reads them and as its peers do.
 */
@NullMarked
package dev.otajobs.benchmarks.load.data;

import org.jspecify.annotations.NullMarked;
