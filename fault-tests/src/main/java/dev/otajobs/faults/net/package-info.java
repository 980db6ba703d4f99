/**
 * Network faults: connections that are delayed, cut or reset, slow clients, and an HTTP server that
 * fails.
 */
@NullMarked
package dev.otajobs.faults.net;

import org.jspecify.annotations.NullMarked;
