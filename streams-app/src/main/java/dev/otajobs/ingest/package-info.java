/**
 * The judgement of a record of the events topic: it is accepted, erases a job, is moved to its own
 * partition, or becomes a dead letter with a reason. Only the record itself is judged, not what the
 * table holds, so the judgement does not depend on the order of records.
 */
@NullMarked
package dev.otajobs.ingest;

import org.jspecify.annotations.NullMarked;
