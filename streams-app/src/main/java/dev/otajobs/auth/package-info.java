/**
 * Who asks: a call in the RPC protocol is signed by an access key of an account, and {@link
 * dev.otajobs.auth.Authenticator} says whether it may go on. What a call is made of is in {@code
 * call}, who may sign in {@code accounts}, what was used already in {@code nonces}, how often an
 * account may ask in {@code quota}.
 */
@NullMarked
package dev.otajobs.auth;

import org.jspecify.annotations.NullMarked;
