package dev.otajobs.auth.accounts;

import java.util.Optional;

/**
 * What an account signs its calls with.
 *
 * @param enabled a disabled key is known, and refused
 * @param securityToken must come with every call if it is present: the key is a temporary one
 */
public record AccessKey(
    AccessKeyId id, Secret secret, boolean enabled, Optional<SecurityToken> securityToken) {}
