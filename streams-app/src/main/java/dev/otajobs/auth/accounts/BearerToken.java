package dev.otajobs.auth.accounts;

/**
 * What an account shows to the resource API. Only its hash is known, and not salted: tokens must be
 * long and random.
 *
 * @param enabled a disabled token is refused
 */
public record BearerToken(TokenHash hash, boolean enabled) {}
