/**
 * Files of the operator: reading them with a bound on their size, noticing their changes, and
 * checking that only the owner can open those with secrets.
 */
@NullMarked
package dev.otajobs.files;

import org.jspecify.annotations.NullMarked;
