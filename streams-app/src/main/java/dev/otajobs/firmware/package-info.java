/**
 * Update packages (firmware), for which batches are created: what identifies one, what its record
 * in the topic of packages must keep, and what the creation of a batch asks of it.
 */
@NullMarked
package dev.otajobs.firmware;

import org.jspecify.annotations.NullMarked;
