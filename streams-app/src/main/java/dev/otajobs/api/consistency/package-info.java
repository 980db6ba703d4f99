/**
 * The consistency headers of both APIs: with them a caller asks for a position or a maximum age,
 * and a reply tells the revision and the age of the job.
 */
@NullMarked
package dev.otajobs.api.consistency;

import org.jspecify.annotations.NullMarked;
