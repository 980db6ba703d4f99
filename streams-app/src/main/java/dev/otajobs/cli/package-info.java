/**
 * The commands other than {@code serve}: they create topics, write events, query a job, and list
 * and replay dead letters.
 */
@NullMarked
package dev.otajobs.cli;

import org.jspecify.annotations.NullMarked;
