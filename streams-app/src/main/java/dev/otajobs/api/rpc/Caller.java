package dev.otajobs.api.rpc;

import dev.otajobs.api.Viewer;
import java.util.Optional;

/**
 * Who makes a call.
 *
 * @param callId the same if the call is sent again as it is; empty for unsigned calls
 */
public record Caller(Viewer viewer, Optional<String> callId) {

  /** An unsigned call, in development. */
  public static Caller unsigned(String accountId) {
    return new Caller(Viewer.unsigned(accountId), Optional.empty());
  }
}
