package dev.otajobs.api.rpc.jobs;

import dev.otajobs.api.rpc.RpcParameters;
import dev.otajobs.auth.accounts.Operation;
import dev.otajobs.events.OtaJobCreated;
import dev.otajobs.firmware.Firmware;
import java.time.Instant;

/**
 * A kind of batch: which parameters its create call has, and what they demand of each other. The
 * rules' names, as in S5, are those of docs/contract.md.
 */
interface NewBatch {

  /** The call that creates it. */
  Operation operation();

  /**
   * What the call says, without what its package says.
   *
   * @throws dev.otajobs.api.rpc.RpcException if a parameter is missing, of another type, or does
   *     not go with the others
   */
  OtaJobCreated.Builder read(RpcParameters parameters);

  /** Whether a package may have only one of this kind that has not ended (D1). */
  default boolean isTheOnlyOne() {
    return false;
  }

  /**
   * Checks what depends on the package and on the time.
   *
   * @throws dev.otajobs.api.rpc.RpcException if the batch cannot be created for this package now
   */
  void check(OtaJobCreated.Builder batch, Firmware firmware, Instant now);
}
