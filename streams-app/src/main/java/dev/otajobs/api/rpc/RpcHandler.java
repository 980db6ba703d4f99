package dev.otajobs.api.rpc;

import dev.otajobs.api.RequestIds;
import dev.otajobs.api.VisibleJobs;
import dev.otajobs.api.consistency.ConsistencyHeaders;
import dev.otajobs.api.consistency.EntityTag;
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
import java.util.List;
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
  private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("x-acs-request-id");
  private static final Logger LOG = LoggerFactory.getLogger(RpcHandler.class);

  private final RpcCallers callers;
  private final QueryOtaJob queryOtaJob;
  private final ReplyWriter json = new JsonReplyWriter();
  private final ReplyWriter xml = new XmlReplyWriter();

  public RpcHandler(RpcCallers callers, JobFinder jobs) {
    this.callers = callers;
    this.queryOtaJob = new QueryOtaJob(new VisibleJobs(jobs));
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
    ReplyFormat format =
        ReplyFormat.guess(
            request.query() == null ? "" : request.query(),
            request.getHeader(HttpHeaders.AUTHORIZATION),
            request.getHeader(HttpHeaders.ACCEPT));
    send(request.response(), RequestIds.next(), format, new Reply.GatewayError(error));
  }

  private void answer(HttpServerRequest request, Buffer body) {
    String requestId = RequestIds.next();
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    String query = request.query() == null ? "" : request.query();
    String form = isForm(request) ? body.toString(StandardCharsets.UTF_8) : "";
    RpcParameters parameters;
    ReplyFormat format;
    try {
      parameters = parameters(query, form, body.length());
      format = ReplyFormat.of(parameters.get("Format"), authorization, accept);
    } catch (RuntimeException e) {
      ReplyFormat guessed = ReplyFormat.guess(query + "&" + form, authorization, accept);
      send(request.response(), requestId, guessed, refusal(requestId, e));
      return;
    }
    Future<Reply> reply;
    try {
      byte[] bytes = body.getBytes();
      ContentMd5.check(contentMd5(request), bytes);
      reply = run(signedCall(request, parameters, bytes), parameters, consistency(request));
    } catch (RuntimeException e) {
      reply = Future.failedFuture(e);
    }
    reply
        .otherwise(failure -> refusal(requestId, failure))
        .onSuccess(answer -> send(request.response(), requestId, format, answer));
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

  private static RpcParameters parameters(String query, String form, int bodyLength) {
    if (bodyLength > MAX_BODY) {
      throw new RpcException(
          RpcError.invalidParameter("The body is longer than " + MAX_BODY + " bytes."));
    }
    return new RpcParameters(query, form);
  }

  private static SignedCall signedCall(
      HttpServerRequest request, RpcParameters parameters, byte[] body) {
    return new SignedCall(
        request.method().name(),
        request.path(),
        parameters.query(),
        parameters.form(),
        name -> request.headers().getAll(name),
        Body.of(body));
  }

  /** The body of other methods is not read. */
  private static List<String> contentMd5(HttpServerRequest request) {
    return HttpMethod.POST.equals(request.method())
        ? request.headers().getAll("Content-MD5")
        : List.of();
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
              return queryOtaJob.answer(caller.viewer(), parameters, consistency);
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
      if (gateway.error().equals(RpcError.UNSUPPORTED_METHOD)) {
        response.putHeader(HttpHeaders.ALLOW, "GET, POST");
      }
      if (gateway.error().retryAfterSeconds() > 0) {
        response.putHeader(
            HttpHeaders.RETRY_AFTER, Integer.toString(gateway.error().retryAfterSeconds()));
      }
    } else if (sent instanceof Reply.Job job) {
      ConsistencyHeaders.write(response, EntityTag.of(job.revision()), job.staleness());
    }
    response.putHeader(HttpHeaders.CONTENT_TYPE, format.contentType());
    response.putHeader(REQUEST_ID, requestId);
    response.end(body);
  }
}
