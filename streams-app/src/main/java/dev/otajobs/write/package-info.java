/** Writes records to Kafka for the calls that change something, and tells how that ended. */
@NullMarked
package dev.otajobs.write;

import org.jspecify.annotations.NullMarked;
