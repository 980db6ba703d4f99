/**
 * The edge: one port with one server per core, TLS whose certificate can be rolled, and bounds on
 * calls, connections and slow clients. HTTP/1.1 only. What is answered is others' work.
 */
@NullMarked
package dev.otajobs.http;

import org.jspecify.annotations.NullMarked;
