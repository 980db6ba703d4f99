/**
 * The topics: they are created, checked before the start, and their end offsets are read. The plain
 * Kafka clients for this are made here.
 */
@NullMarked
package dev.otajobs.topics;

import org.jspecify.annotations.NullMarked;
