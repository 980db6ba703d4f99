/**
 * What both APIs share: request ids, the choice of a format by {@code Accept}, and the decision
 * which jobs a caller may see.
 */
@NullMarked
package dev.otajobs.api;

import org.jspecify.annotations.NullMarked;
