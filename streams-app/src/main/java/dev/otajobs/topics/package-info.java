/**
 * The topics and the offsets in them: creating the topics, checking them before the start, and
 * reading their end offsets; and the plain Kafka clients for that.
 */
@NullMarked
package dev.otajobs.topics;

import org.jspecify.annotations.NullMarked;
