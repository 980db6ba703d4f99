/** Attacks on two running instances, by producers and by callers, and the page that they fill. */
@NullMarked
package dev.otajobs.faults.attacks;

import org.jspecify.annotations.NullMarked;
