package dev.otajobs.api.rest;

import dev.otajobs.api.consistency.EntityTag;
import dev.otajobs.query.JobAnswer;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the reply to each kind of answer.
 *
 * @param representation the format that the caller prefers
 * @param held the entity tags that the caller holds
 */
record ToReply(Representation representation, IfNoneMatch held)
    implements JobAnswer.Cases<RestReply> {

  /** For a caller that gets JSON and holds nothing. */
  static final ToReply JSON = new ToReply(Representation.JSON, IfNoneMatch.of(List.of()));

  private static final Logger LOG = LoggerFactory.getLogger(ToReply.class);

  @Override
  public RestReply found(JobAnswer.Found found) {
    EntityTag tag = representation.tag(found.revision());
    if (held.holds(tag)) {
      return new RestReply.NotModified(tag, found.staleness());
    }
    Buffer body = Buffer.buffer(representation.write(found.view().fields()));
    return new RestReply.Job(representation.contentType(), body, tag, found.staleness());
  }

  @Override
  public RestReply absent() {
    return RestReply.Failed.of(Problem.NOT_FOUND);
  }

  @Override
  public RestReply notYet(JobAnswer.NotYet notYet) {
    return new RestReply.Failed(
        Problem.NOT_YET, Problem.NOT_YET.detail() + ": " + notYet.why(), Map.of());
  }

  @Override
  public RestReply unavailable(JobAnswer.Unavailable unavailable) {
    LOG.debug("unavailable, why={}", unavailable.why());
    return RestReply.Failed.of(Problem.UNAVAILABLE, "Retry-After", "1");
  }
}
