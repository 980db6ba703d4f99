/** The rate at which an account may call: exact on one instance, shared fairly among several. */
@NullMarked
package dev.otajobs.auth.quota;

import org.jspecify.annotations.NullMarked;
