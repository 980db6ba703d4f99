/**
 * Programs that do only a part of the service's work. Their figures are upper bounds for those of
 * the service.
 */
@NullMarked
package dev.otajobs.benchmarks.load.ceiling;

import org.jspecify.annotations.NullMarked;
