package dev.otajobs.cli;

/** As whom a command calls. */
sealed interface Caller {

  /** As the account that the service has for unsigned calls, if it has one. */
  record Unsigned() implements Caller {}

  /** By a bearer token, which the resource API takes. */
  record Token(String token) implements Caller {
    @Override
    public String toString() {
      return "a token";
    }
  }

  /** By an access key. */
  record AccessKey(String id, String secret) implements Caller {
    @Override
    public String toString() {
      return "access key " + id;
    }
  }
}
