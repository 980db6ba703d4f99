/**
 * Planted bugs: copies of the service's sources with one bug each, which the checker must catch.
 */
@NullMarked
package dev.otajobs.faults.mutants;

import org.jspecify.annotations.NullMarked;
