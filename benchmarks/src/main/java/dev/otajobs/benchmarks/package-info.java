/** JMH benchmarks of single steps of the service. */
@NullMarked
package dev.otajobs.benchmarks;

import org.jspecify.annotations.NullMarked;
