package dev.otajobs.api.rpc;

import dev.otajobs.api.Viewer;
import dev.otajobs.query.Consistency;
import java.util.Optional;

/**
 * A call whose caller is known and may make it.
 *
 * @param consistency what a query asks for
 * @param idempotencyKey the header {@code Idempotency-Key}, 1 to 128 visible characters of ASCII
 */
public record RpcCall(
    Caller caller,
    RpcParameters parameters,
    Consistency consistency,
    Optional<String> idempotencyKey) {

  /** Who asks. */
  public Viewer viewer() {
    return caller.viewer();
  }
}
