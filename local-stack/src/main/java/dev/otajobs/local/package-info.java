/**
 * A real Kafka broker and a real schema registry on one machine, each a child JVM with its data,
 * log and pid file under a directory of the caller's choice. {@code ota-jobs local} runs both with
 * the service on top; integration tests start as many as they need. Nothing here compiles against
 * Kafka.
 */
@NullMarked
package dev.otajobs.local;

import org.jspecify.annotations.NullMarked;
