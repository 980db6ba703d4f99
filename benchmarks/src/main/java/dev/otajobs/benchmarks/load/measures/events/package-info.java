/** What an event costs, and how long it takes to be seen. */
@NullMarked
package dev.otajobs.benchmarks.load.measures.events;

import org.jspecify.annotations.NullMarked;
