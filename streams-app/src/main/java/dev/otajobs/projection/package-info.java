/**
 * The Kafka Streams side: one processor reads a record, has {@link dev.otajobs.ingest} judge it,
 * folds the event into the store {@code ota-jobs} and sends on what came of it. The names of all
 * nodes, stores and topics are in {@code topology.txt}, which a test keeps.
 */
@NullMarked
package dev.otajobs.projection;

import org.jspecify.annotations.NullMarked;
