/**
 * How fresh this instance's stores are. The brokers are asked, all the time and off the query path,
 * how far the source topics were written; what has been processed since tells as of when a
 * partition is complete. So "not found" is never said of a job whose event was acknowledged before
 * the question, and an old answer says how old it may be.
 */
@NullMarked
package dev.otajobs.query.freshness;

import org.jspecify.annotations.NullMarked;
