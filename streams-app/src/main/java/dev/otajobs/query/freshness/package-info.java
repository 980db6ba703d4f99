/**
 * The age of this instance's stores. A thread reads the source topics' end offsets from the
 * brokers; comparing them with the processed offsets tells up to which time a copy of a partition
 * is complete. So "not found" is never answered for a job whose event was acknowledged before the
 * query, and a stale read carries its age.
 */
@NullMarked
package dev.otajobs.query.freshness;

import org.jspecify.annotations.NullMarked;
