/** How often an account may ask: exact on one instance, fair among several. */
@NullMarked
package dev.otajobs.auth.quota;

import org.jspecify.annotations.NullMarked;
