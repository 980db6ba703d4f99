/** The programs that the service is compared with. They take part if they are built. */
@NullMarked
package dev.otajobs.benchmarks.load.peers;

import org.jspecify.annotations.NullMarked;
