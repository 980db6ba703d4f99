/** How often an account may ask, exact on one instance. */
@NullMarked
package dev.otajobs.auth.quota;

import org.jspecify.annotations.NullMarked;
