/**
 * Finding a job: from its key to one of a few sealed answers. "Absent" is said only by a store that
 * knows it; an outage or a rebalance is "unavailable", never "absent".
 */
@NullMarked
package dev.otajobs.query;

import org.jspecify.annotations.NullMarked;
