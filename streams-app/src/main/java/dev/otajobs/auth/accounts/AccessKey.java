package dev.otajobs.auth.accounts;

import java.util.Optional;

/**
 * The key with which an account signs its calls.
 *
 * @param enabled calls of a disabled key are refused
 * @param securityToken present if the key is temporary: every call must have this token
 */
public record AccessKey(
    AccessKeyId id, Secret secret, boolean enabled, Optional<SecurityToken> securityToken) {}
