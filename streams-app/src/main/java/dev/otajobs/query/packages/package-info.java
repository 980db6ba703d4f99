/** Finds update packages in the global table, which every instance has whole. */
@NullMarked
package dev.otajobs.query.packages;

import org.jspecify.annotations.NullMarked;
