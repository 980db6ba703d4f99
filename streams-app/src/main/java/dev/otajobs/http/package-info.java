/**
 * The HTTP server: one port with one server per core, TLS with a certificate that can be replaced
 * while it runs, and bounds on calls, connections and slow clients. Callers speak HTTP/1.1, other
 * instances HTTP/2. Other packages answer the calls.
 */
@NullMarked
package dev.otajobs.http;

import org.jspecify.annotations.NullMarked;
