/**
 * Settings: a {@code .properties} file, overridden by the environment, read into one record per
 * concern. Every problem is reported at once with its key, and a key that nobody reads refuses to
 * start, so that a typing error never becomes a default.
 */
@NullMarked
package dev.otajobs.config;

import org.jspecify.annotations.NullMarked;
