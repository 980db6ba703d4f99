package dev.otajobs.api.rpc.jobs;

import dev.otajobs.api.rpc.RpcParameters;
import dev.otajobs.auth.accounts.Operation;
import dev.otajobs.events.OtaJobFinished;
import dev.otajobs.events.OtaJobModified;
import dev.otajobs.job.JobView;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** What a call does to a batch that exists: it decides, and {@link ChangeJob} writes. */
interface RequestedChange {

  /** Which call it is. */
  Operation operation();

  /**
   * Checks what can be checked without the batch.
   *
   * @throws dev.otajobs.api.rpc.RpcException if a parameter is missing or cannot be used
   */
  void check(RpcParameters parameters);

  /**
   * The change, an {@link OtaJobFinished} or an {@link OtaJobModified}; empty if the batch is
   * already as the call wants it.
   *
   * @throws dev.otajobs.api.rpc.RpcException if the batch cannot be changed so
   */
  Optional<SpecificRecord> of(RpcParameters parameters, JobView job);
}
