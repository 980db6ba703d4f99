/** What cannot be exceeded: programs that do only the part without which there is no service. */
@NullMarked
package dev.otajobs.benchmarks.load.ceiling;

import org.jspecify.annotations.NullMarked;
