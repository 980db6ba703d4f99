/**
 * The accounts with their access keys and bearer tokens. They are read from one JSON file, which
 * only its owner may open, and read again when the file changes.
 */
@NullMarked
package dev.otajobs.auth.accounts;

import org.jspecify.annotations.NullMarked;
