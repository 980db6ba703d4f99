/**
 * The accounts that may ask, with their access keys and bearer tokens, read from one JSON file that
 * only its owner may read, and read again when it changes.
 */
@NullMarked
package dev.otajobs.auth.accounts;

import org.jspecify.annotations.NullMarked;
