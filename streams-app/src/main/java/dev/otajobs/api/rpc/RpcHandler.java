package dev.otajobs.api.rpc;

import dev.otajobs.api.consistency.ConsistencyHeaders;
import dev.otajobs.auth.call.Body;
import dev.otajobs.auth.call.SignedCall;
import dev.otajobs.query.Consistency;
import dev.otajobs.query.JobFinder;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers RPC calls on {@code /}: reads the parameters, runs the action, writes the reply. */
public final class RpcHandler implements Handler<HttpServerRequest> {

  /** A form body is no longer than this, in bytes. */
  private static final int MAX_BODY = 64 * 1024;

  private static final Set<String> METHODS = Set.of("GET", "POST");
  private static final Set<String> VERSIONS = Set.of("2018-01-20", "2022-01-01");
  private static final Logger LOG = LoggerFactory.getLogger(RpcHandler.class);

  private final RpcCallers callers;
  private final QueryOtaJob queryOtaJob;
  private final ReplyWriter json = new JsonReplyWriter();
  private final ReplyWriter xml = new XmlReplyWriter();

  public RpcHandler(RpcCallers callers, JobFinder jobs) {
    this.callers = callers;
    this.queryOtaJob = new QueryOtaJob(jobs);
  }

  @Override
  public void handle(HttpServerRequest request) {
    if (!HttpMethod.POST.equals(request.method())) {
      answer(request, Buffer.buffer());
      return;
    }
    Buffer body = Buffer.buffer();
    request.handler(
        part -> {
          if (body.length() <= MAX_BODY) {
            body.appendBuffer(part);
          }
        });
    request.endHandler(end -> answer(request, body));
  }

  /** Refuses a call at its headers, in the format that these ask for. */
  public void refuse(HttpServerRequest request, RpcError error) {
    String query = request.query() == null ? "" : request.query();
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    ReplyFormat format;
    try {
      format =
          ReplyFormat.of(
              new RpcParameters(query, "").get("Format"),
              request.getHeader(HttpHeaders.AUTHORIZATION),
              accept);
    } catch (RpcException e) {
      format = ReplyFormat.guess(query, accept);
    }
    send(request.response(), RequestIds.next(), format, new Reply.GatewayError(error));
  }

  private void answer(HttpServerRequest request, Buffer body) {
    String requestId = RequestIds.next();
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    ReplyFormat format = ReplyFormat.guess(request.query(), accept);
    Future<Reply> reply;
    try {
      RpcParameters parameters = parameters(request, body);
      format =
          ReplyFormat.of(
              parameters.get("Format"), request.getHeader(HttpHeaders.AUTHORIZATION), accept);
      reply = run(signedCall(request, parameters, body), parameters, consistency(request));
    } catch (RuntimeException e) {
      reply = Future.failedFuture(e);
    }
    ReplyFormat asked = format;
    reply
        .otherwise(failure -> refusal(requestId, failure))
        .onSuccess(answer -> send(request.response(), requestId, asked, answer));
  }

  private static Reply refusal(String requestId, Throwable failure) {
    if (failure instanceof RpcException refused) {
      return new Reply.GatewayError(refused.error());
    }
    LOG.error("a call failed, requestId={}", requestId, failure);
    return new Reply.GatewayError(RpcError.INTERNAL);
  }

  private static Consistency consistency(HttpServerRequest request) {
    try {
      return ConsistencyHeaders.read(request);
    } catch (IllegalArgumentException e) {
      throw new RpcException(RpcError.invalidParameter(String.valueOf(e.getMessage())));
    }
  }

  private static RpcParameters parameters(HttpServerRequest request, Buffer body) {
    if (body.length() > MAX_BODY) {
      throw new RpcException(
          RpcError.invalidParameter("The body is longer than " + MAX_BODY + " bytes."));
    }
    return new RpcParameters(
        request.query() == null ? "" : request.query(),
        isForm(request) ? body.toString(StandardCharsets.UTF_8) : "");
  }

  private static SignedCall signedCall(
      HttpServerRequest request, RpcParameters parameters, Buffer body) {
    return new SignedCall(
        request.method().name(),
        request.path(),
        parameters.query(),
        parameters.form(),
        name -> request.headers().getAll(name),
        Body.of(body.getBytes()));
  }

  private static boolean isForm(HttpServerRequest request) {
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    return type != null && type.startsWith("application/x-www-form-urlencoded");
  }

  /** The order of the checks is that of docs/contract.md. */
  private Future<Reply> run(SignedCall call, RpcParameters parameters, Consistency consistency) {
    if (!METHODS.contains(call.method())) {
      throw new RpcException(RpcError.UNSUPPORTED_METHOD);
    }
    String action =
        parameters
            .get("Action")
            .or(() -> header(call, "x-acs-action"))
            .orElseThrow(() -> new RpcException(RpcError.MISSING_ACTION));
    return callers
        .authenticate(call)
        .compose(
            caller -> {
              checkVersion(call, parameters);
              if (!action.equals(QueryOtaJob.NAME)) {
                throw new RpcException(RpcError.ACTION_NOT_FOUND);
              }
              callers.admit(caller);
              return queryOtaJob.answer(caller.accountId(), parameters, consistency);
            });
  }

  private static void checkVersion(SignedCall call, RpcParameters parameters) {
    parameters
        .get("Version")
        .or(() -> header(call, "x-acs-version"))
        .filter(version -> !VERSIONS.contains(version))
        .ifPresent(
            version -> {
              throw new RpcException(RpcError.INVALID_VERSION);
            });
  }

  private static Optional<String> header(SignedCall call, String name) {
    return call.headers().all(name).stream().findFirst();
  }

  private void send(
      HttpServerResponse response, String requestId, ReplyFormat format, Reply reply) {
    ReplyWriter writer = format == ReplyFormat.JSON ? json : xml;
    Reply sent = reply;
    Buffer body;
    try {
      body = writer.write(requestId, reply);
    } catch (RuntimeException e) {
      sent = refusal(requestId, e);
      body = writer.write(requestId, sent);
    }
    if (sent instanceof Reply.GatewayError gateway) {
      response.setStatusCode(gateway.error().status());
      if (gateway.error().retryAfterSeconds() > 0) {
        response.putHeader(
            HttpHeaders.RETRY_AFTER, Integer.toString(gateway.error().retryAfterSeconds()));
      }
    } else if (sent instanceof Reply.Job job) {
      ConsistencyHeaders.write(response, job.revision(), job.staleness());
    }
    response.putHeader(HttpHeaders.CONTENT_TYPE, format.contentType());
    response.putHeader("x-acs-request-id", requestId);
    response.end(body);
  }
}
