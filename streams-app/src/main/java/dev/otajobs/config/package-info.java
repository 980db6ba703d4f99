/**
 * The settings: a {@code .properties} file, overridden by environment variables, read into one
 * record per concern. All problems are reported at once, each with its key. An unknown key is a
 * problem, so that a misspelt key never silently gets its default.
 */
@NullMarked
package dev.otajobs.config;

import org.jspecify.annotations.NullMarked;
