/**
 * The Kafka Streams topology. {@link dev.otajobs.projection.OtaJobTopology} has {@link
 * dev.otajobs.ingest} judge each record, folds accepted events into the materialized KTable {@code
 * ota-jobs}, and publishes views of the jobs that have changed. {@code topology.txt} holds the
 * names of all nodes, stores and topics, and a test compares it with the code.
 */
@NullMarked
package dev.otajobs.projection;

import org.jspecify.annotations.NullMarked;
