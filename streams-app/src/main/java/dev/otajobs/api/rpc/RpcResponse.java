package dev.otajobs.api.rpc;

import dev.otajobs.auth.Refusal;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the reply to one call, in its format and under its request id.
 *
 * @param action the name of the call; empty if it is none of ours
 */
record RpcResponse(HttpServerResponse http, String requestId, ReplyFormat format, String action) {

  private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("x-acs-request-id");
  private static final Logger LOG = LoggerFactory.getLogger(RpcResponse.class);

  void send(Reply reply) {
    Reply sent = reply;
    Buffer body;
    try {
      body = format.write(requestId, action, sent);
    } catch (RuntimeException e) {
      sent = error(e);
      body = format.write(requestId, action, sent);
    }
    sent.writeHead(http);
    http.putHeader(HttpHeaders.CONTENT_TYPE, format.contentType());
    http.putHeader(REQUEST_ID, requestId);
    http.end(body);
  }

  /**
   * Sends the error of an RpcException or a Refusal. Any other failure is a defect: it is logged
   * and sent as 500.
   */
  void sendFailure(Throwable failure) {
    send(error(failure));
  }

  private Reply error(Throwable failure) {
    if (failure instanceof RpcException refused) {
      return refused.reply();
    } else if (failure instanceof Refusal refused) {
      return new Reply.GatewayError(RpcError.of(refused));
    }
    LOG.error("a call failed, requestId={}", requestId, failure);
    return new Reply.GatewayError(RpcError.INTERNAL);
  }
}
