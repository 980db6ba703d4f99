/**
 * Authentication of RPC calls. An access key of an account signs each call; {@link
 * dev.otajobs.auth.Authenticator} verifies it. Package {@code call} has what is signed, {@code
 * accounts} the accounts and their keys, {@code nonces} the nonces that were used, {@code quota}
 * the rate that an account may call at.
 */
@NullMarked
package dev.otajobs.auth;

import org.jspecify.annotations.NullMarked;
