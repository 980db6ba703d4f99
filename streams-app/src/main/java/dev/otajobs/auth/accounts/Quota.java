package dev.otajobs.auth.accounts;

/**
 * How often something may be called.
 *
 * @param key what is counted together: the account, or one operation of it; has no space
 * @param requestsPerSecond 1 to 100,000
 */
public record Quota(String key, int requestsPerSecond) {}
