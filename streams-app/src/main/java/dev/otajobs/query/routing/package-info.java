/** The choice of the instance: which ones hold a partition, and in which order they are asked. */
@NullMarked
package dev.otajobs.query.routing;

import org.jspecify.annotations.NullMarked;
