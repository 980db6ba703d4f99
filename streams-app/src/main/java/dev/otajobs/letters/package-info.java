/** The dead letters as operators read and replay them, on the command line and over HTTP. */
@NullMarked
package dev.otajobs.letters;

import org.jspecify.annotations.NullMarked;
