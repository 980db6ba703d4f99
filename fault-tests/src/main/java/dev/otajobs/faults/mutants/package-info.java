/** Defects that are planted into copies of the service's sources, to see the checker catch them. */
@NullMarked
package dev.otajobs.faults.mutants;

import org.jspecify.annotations.NullMarked;
