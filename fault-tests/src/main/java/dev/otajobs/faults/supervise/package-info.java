/**
 * What is run and hurt: brokers, registry and instances as child JVMs, with the settings and
 * signals that they get.
 */
@NullMarked
package dev.otajobs.faults.supervise;

import org.jspecify.annotations.NullMarked;
