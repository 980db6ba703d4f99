package dev.otajobs.auth.accounts;

/** An access key and the account that it speaks for. */
public record Credential(Account account, AccessKey accessKey) {}
