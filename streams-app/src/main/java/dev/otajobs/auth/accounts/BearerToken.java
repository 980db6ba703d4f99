package dev.otajobs.auth.accounts;

/**
 * A token of an account for the resource API. Only its hash is stored. The hash has no salt, so
 * tokens must be long and random.
 *
 * @param enabled a disabled token is refused
 */
public record BearerToken(TokenHash hash, boolean enabled) {}
