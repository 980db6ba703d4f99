/**
 * What a person types beside {@code serve}: create topics, write events, ask, look at dead letters.
 */
@NullMarked
package dev.otajobs.cli;

import org.jspecify.annotations.NullMarked;
