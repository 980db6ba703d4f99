/**
 * The deadlock that the service reads around: {@code KafkaStreams.query} beside writes, in a JVM of
 * its own, and the store handle in its place. If the first one no longer locks up, Kafka has mended
 * KAFKA-19629.
 */
@NullMarked
package dev.otajobs.faults.deadlock;

import org.jspecify.annotations.NullMarked;
