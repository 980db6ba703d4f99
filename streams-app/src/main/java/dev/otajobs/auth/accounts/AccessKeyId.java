package dev.otajobs.auth.accounts;

import static java.util.Objects.requireNonNull;

/**
 * The public part of an access key that the accounts have.
 *
 * @param value 1 to 128 of A-Z a-z 0-9 . _ -
 */
public record AccessKeyId(String value) {

  public AccessKeyId {
    requireNonNull(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
