/** Files, processes and properties of the machine that tests run on. */
@NullMarked
package dev.otajobs.testkit.machine;

import org.jspecify.annotations.NullMarked;
