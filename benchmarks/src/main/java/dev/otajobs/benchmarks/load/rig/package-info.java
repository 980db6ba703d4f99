/** The processes of a load test: broker, registry and instances as child JVMs on 127.0.0.1. */
@NullMarked
package dev.otajobs.benchmarks.load.rig;

import org.jspecify.annotations.NullMarked;
