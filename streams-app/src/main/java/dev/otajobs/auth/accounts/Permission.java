package dev.otajobs.auth.accounts;

import java.util.Arrays;
import java.util.Optional;

/** What an account may do, as the member {@code permissions} of the accounts file names it. */
public enum Permission {

  /** Query and list jobs and packages: what an account may do that names no permissions. */
  READ("read"),

  /** Create, change and cancel jobs. */
  JOBS("jobs"),

  /** Put packages and remove them. */
  PACKAGES("packages"),

  /** See the instances, the topology and the dead letters, and replay these: for operators. */
  OPERATE("operate");

  private final String text;

  Permission(String text) {
    this.text = text;
  }

  /** The name in the accounts file. */
  public String text() {
    return text;
  }

  static Optional<Permission> named(String text) {
    return Arrays.stream(values()).filter(one -> one.text.equals(text)).findFirst();
  }
}
