/** What a row hurts: a running service under load, and how to watch it recover and inspect it. */
@NullMarked
package dev.otajobs.faults.rig;

import org.jspecify.annotations.NullMarked;
