/**
 * The commands that need no part of the service itself: they create topics and ACLs, write events
 * and packages, query, create and watch jobs, list and replay dead letters, and edit accounts.
 */
@NullMarked
package dev.otajobs.cli;

import org.jspecify.annotations.NullMarked;
