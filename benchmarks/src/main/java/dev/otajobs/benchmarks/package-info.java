/** What single steps of the service cost, measured with JMH. */
@NullMarked
package dev.otajobs.benchmarks;

import org.jspecify.annotations.NullMarked;
