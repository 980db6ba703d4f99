package dev.otajobs.api.rpc;

import dev.otajobs.job.JobView;
import dev.otajobs.job.Revision;
import java.time.Duration;
import java.util.Optional;

/** What a call is answered with, whatever the format. */
sealed interface Reply {

  /** The job; what is said of its revision and staleness goes into headers. */
  record Job(JobView view, Revision revision, Optional<Duration> staleness) implements Reply {}

  /** The business refused: HTTP 200, {@code Success=false}. */
  record BusinessError(String code, String message) implements Reply {
    static final BusinessError JOB_NOT_FOUND =
        new BusinessError("iot.ota.JobNotFound", "The specified OTA job does not exist.");
  }

  /** The gateway refused. */
  record GatewayError(RpcError error) implements Reply {}
}
