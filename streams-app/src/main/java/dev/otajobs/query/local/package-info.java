/**
 * Answers a query from this instance's own state stores: as the owner of the job's partition, or as
 * one of its standbys.
 */
@NullMarked
package dev.otajobs.query.local;

import org.jspecify.annotations.NullMarked;
