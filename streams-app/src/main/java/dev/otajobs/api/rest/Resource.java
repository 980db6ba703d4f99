package dev.otajobs.api.rest;

import dev.otajobs.api.RequestIds;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/**
 * One kind of path of the resource API. Every call gets exactly one reply: what {@link #reply}
 * says, the problem that it throws or fails with, or 500 for anything else.
 */
public abstract class Resource {

  private final String cacheControl;

  /** A resource whose replies are not kept by anyone. */
  Resource() {
    this("private, no-store");
  }

  /**
   * @param cacheControl who may keep a reply (RFC 9111, section 5.2.2)
   */
  Resource(String cacheControl) {
    this.cacheControl = cacheControl;
  }

  /**
   * Answers a call.
   *
   * @param body the whole body if the path takes one; of a body that is too long a part suffices
   * @return when the reply is on its way; of a watch, when it has begun
   */
  public final Future<Void> answer(HttpServerRequest request, Buffer body) {
    String requestId = RequestIds.next();
    request.response().putHeader(HttpHeaders.CACHE_CONTROL, cacheControl);
    return Future.succeededFuture(request)
        .compose(call -> reply(call, body))
        .otherwise(failure -> RestReplies.failed(requestId, failure))
        .onSuccess(reply -> RestReplies.send(request, requestId, reply))
        .mapEmpty();
  }

  /** Refuses a call: the service bears no more now. */
  public final void refuse(HttpServerRequest request) {
    RestReplies.send(request, RequestIds.next(), RestReply.Failed.busy());
  }

  /** The checks of a call in the order of docs/contract.md, and its reply. */
  abstract Future<RestReply> reply(HttpServerRequest request, Buffer body);
}
