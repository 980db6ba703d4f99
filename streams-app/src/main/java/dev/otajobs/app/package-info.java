/**
 * The way in: {@link dev.otajobs.app.Main} names the commands, {@link dev.otajobs.app.Service}
 * wires the rooms by hand, starts them in order and stops them in the opposite one.
 */
@NullMarked
package dev.otajobs.app;

import org.jspecify.annotations.NullMarked;
