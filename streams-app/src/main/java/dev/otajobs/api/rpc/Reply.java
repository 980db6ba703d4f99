package dev.otajobs.api.rpc;

import dev.otajobs.api.consistency.ConsistencyHeaders;
import dev.otajobs.api.consistency.EntityTag;
import dev.otajobs.codec.Member;
import dev.otajobs.ingest.Position;
import dev.otajobs.job.JobView;
import dev.otajobs.job.Revision;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The answer to a call, in no format yet. */
public sealed interface Reply {

  /** Sets the status and the headers of this kind of reply. */
  void writeHead(HttpServerResponse response);

  /** The job. Its revision and staleness are told in headers. */
  record Job(JobView view, Revision revision, Optional<Duration> staleness) implements Reply {

    @Override
    public void writeHead(HttpServerResponse response) {
      ConsistencyHeaders.write(response, EntityTag.of(revision), staleness);
    }
  }

  /**
   * The call is done.
   *
   * @param members what stands beside {@code RequestId} and {@code Success}
   * @param written where the event of the call stands, told in a header; empty if it wrote none
   */
  record Done(List<Member> members, Optional<Position> written) implements Reply {

    public Done {
      members = List.copyOf(members);
    }

    @Override
    public void writeHead(HttpServerResponse response) {
      written.ifPresent(at -> ConsistencyHeaders.writePosition(response, at));
    }
  }

  /** An error of the action: HTTP 200 and {@code Success=false}. */
  record BusinessError(String code, String message) implements Reply {

    public static final BusinessError JOB_NOT_FOUND =
        new BusinessError("iot.ota.JobNotFound", "The specified OTA job does not exist.");

    public static final BusinessError FIRMWARE_NOT_FOUND =
        new BusinessError("iot.ota.FirmwareNotFound", "The specified firmware does not exist.");

    /** A rule without a code of its own is broken; the message names the parameter. */
    public static BusinessError illegal(String problem) {
      return new BusinessError("iot.system.IllegalRequest", problem);
    }

    @Override
    public void writeHead(HttpServerResponse response) {
      response.setStatusCode(200);
    }
  }

  /** An error before the action is run. */
  record GatewayError(RpcError error) implements Reply {

    @Override
    public void writeHead(HttpServerResponse response) {
      response.setStatusCode(error.status());
      if (error.equals(RpcError.UNSUPPORTED_METHOD)) {
        response.putHeader(HttpHeaders.ALLOW, "GET, POST");
      }
      if (error.retryAfterSeconds() > 0) {
        response.putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(error.retryAfterSeconds()));
      }
    }
  }
}
