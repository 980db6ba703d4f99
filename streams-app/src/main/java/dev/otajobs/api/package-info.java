/**
 * What both APIs do alike: number requests, choose a format by {@code Accept}, and decide which
 * jobs a caller may see.
 */
@NullMarked
package dev.otajobs.api;

import org.jspecify.annotations.NullMarked;
