/**
 * From a record of the events topic to a decision: an event to fold, a job to erase, a record to
 * move to its own partition, or a dead letter with its reason. A record is judged by itself alone,
 * never by what the store holds, so the same record gets the same judgement in any order.
 */
@NullMarked
package dev.otajobs.ingest;

import org.jspecify.annotations.NullMarked;
