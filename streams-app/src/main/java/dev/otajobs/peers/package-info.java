/**
 * The other instances: who of them lives, and what they are asked. Every call carries a proof of
 * the shared secret; addresses come from the group's metadata and are connected to only if allowed.
 * A peer answers from its own store and asks nobody else, so a call takes one hop at most.
 */
@NullMarked
package dev.otajobs.peers;

import org.jspecify.annotations.NullMarked;
