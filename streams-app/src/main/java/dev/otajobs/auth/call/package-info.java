/**
 * What a signature covers: the decoded parameters, the headers and the body of a call, and the
 * canonical text of its parameters.
 */
@NullMarked
package dev.otajobs.auth.call;

import org.jspecify.annotations.NullMarked;
