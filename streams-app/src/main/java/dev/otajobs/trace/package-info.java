/** The trace that calls and events belong to: passed on, and nothing more. */
@NullMarked
package dev.otajobs.trace;

import org.jspecify.annotations.NullMarked;
