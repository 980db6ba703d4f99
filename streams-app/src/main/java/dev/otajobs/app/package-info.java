/**
 * The entry point. {@link dev.otajobs.app.Main} has the commands. {@link dev.otajobs.app.Service}
 * creates and connects all parts by constructors, starts them in order, and stops them in the
 * opposite order.
 */
@NullMarked
package dev.otajobs.app;

import org.jspecify.annotations.NullMarked;
