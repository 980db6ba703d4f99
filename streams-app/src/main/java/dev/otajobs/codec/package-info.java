/**
 * The formats of jobs: the bytes in the stores and the changelog, the JSON of views and replies,
 * and XML.
 */
@NullMarked
package dev.otajobs.codec;

import org.jspecify.annotations.NullMarked;
