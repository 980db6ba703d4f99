/** Wires that can be slowed down, cut and reset. */
@NullMarked
package dev.otajobs.faults.net;

import org.jspecify.annotations.NullMarked;
