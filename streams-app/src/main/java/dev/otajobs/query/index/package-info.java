/**
 * Lists: which jobs a firmware has, asked of every partition. The jobs themselves are looked up
 * afterwards, like any other.
 */
@NullMarked
package dev.otajobs.query.index;

import org.jspecify.annotations.NullMarked;
