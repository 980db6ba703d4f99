package dev.otajobs.api.rest;

import dev.otajobs.api.consistency.ConsistencyHeaders;
import dev.otajobs.codec.JsonWriter;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the replies of the resource API. HEAD gets the same headers as GET. */
final class RestReplies {

  private static final Logger LOG = LoggerFactory.getLogger(RestReplies.class);

  private RestReplies() {}

  /** The reply to a call that ended so; anything but a problem is a defect, and logged. */
  static RestReply failed(String requestId, Throwable failure) {
    if (failure instanceof ProblemException refused) {
      return refused.reply();
    }
    LOG.error("a call failed, requestId={}", requestId, failure);
    return RestReply.Failed.of(Problem.INTERNAL);
  }

  static Future<Void> send(HttpServerRequest request, String requestId, RestReply reply) {
    HttpServerResponse response = request.response();
    response.putHeader("x-request-id", requestId);
    if (reply instanceof RestReply.Job job) {
      ConsistencyHeaders.write(response, job.tag(), job.staleness());
      return end(request, job.contentType(), job.body());
    } else if (reply instanceof RestReply.Listed listed) {
      return end(request, "application/json", listed.body());
    } else if (reply instanceof RestReply.Events events) {
      response.putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream");
      events.watch().begin(response.setChunked(true));
      return Future.succeededFuture();
    } else if (reply instanceof RestReply.Package shown) {
      response.setStatusCode(shown.created() ? 201 : 200);
      return end(request, "application/json", shown.body());
    } else if (reply instanceof RestReply.Removed) {
      return response.setStatusCode(204).end();
    } else if (reply instanceof RestReply.NotModified same) {
      ConsistencyHeaders.write(response, same.tag(), same.staleness());
      return response.setStatusCode(304).end();
    } else if (reply instanceof RestReply.Failed failed) {
      failed.headers().forEach(response::putHeader);
      response.setStatusCode(failed.problem().status());
      return end(request, "application/problem+json", problem(requestId, failed));
    }
    throw new IllegalStateException("unknown reply " + reply.getClass());
  }

  static Future<Void> end(HttpServerRequest request, String contentType, Buffer body) {
    HttpServerResponse response = request.response();
    response.putHeader(HttpHeaders.CONTENT_TYPE, contentType);
    if (HttpMethod.HEAD.equals(request.method())) {
      response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
      return response.end();
    }
    return response.end(body);
  }

  private static Buffer problem(String requestId, RestReply.Failed failed) {
    return Buffer.buffer(
        JsonWriter.object(
            out -> {
              out.member("title", failed.problem().title());
              out.member("status", failed.problem().status());
              out.member("detail", failed.detail());
              out.member("instance", "urn:uuid:" + requestId.toLowerCase(Locale.ROOT));
            }));
  }
}
