package dev.otajobs.auth.call;

import java.util.List;

/** The headers of a call. */
@FunctionalInterface
public interface Headers {

  /**
   * All values of a header, in the order in which they came; empty if it was not sent.
   *
   * @param lowerCaseName must match whatever the case in which the header was sent
   */
  List<String> all(String lowerCaseName);
}
