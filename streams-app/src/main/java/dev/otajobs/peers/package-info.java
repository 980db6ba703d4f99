/**
 * The calls between instances: heartbeats, queries for jobs, nonces. They use mutual TLS. The
 * addresses come from the group's metadata, and only those of {@code peer.allowed} are connected
 * to. An instance answers from its own stores and calls no third one, so a query takes one hop at
 * most.
 */
@NullMarked
package dev.otajobs.peers;

import org.jspecify.annotations.NullMarked;
