/** The page for people: its files as they are in the jar, and what it needs to know of the site. */
@NullMarked
package dev.otajobs.console;

import org.jspecify.annotations.NullMarked;
