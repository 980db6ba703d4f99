package dev.otajobs.api.rpc;

import dev.otajobs.config.AuthConfig;
import dev.otajobs.query.JobFinder;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers RPC calls on {@code /}: reads the parameters, runs the action, writes the reply. */
public final class RpcHandler implements Handler<HttpServerRequest> {

  /** A form body is no longer than this, in bytes. */
  private static final int MAX_BODY = 64 * 1024;

  private static final Set<String> VERSIONS = Set.of("2018-01-20", "2022-01-01");
  private static final Logger LOG = LoggerFactory.getLogger(RpcHandler.class);

  private final AuthConfig auth;
  private final QueryOtaJob queryOtaJob;
  private final ReplyWriter json = new JsonReplyWriter();
  private final ReplyWriter xml = new XmlReplyWriter();

  public RpcHandler(AuthConfig auth, JobFinder jobs) {
    this.auth = auth;
    this.queryOtaJob = new QueryOtaJob(jobs);
  }

  @Override
  public void handle(HttpServerRequest request) {
    if (!HttpMethod.POST.equals(request.method())) {
      answer(request, null);
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

  private void answer(HttpServerRequest request, @Nullable Buffer body) {
    String requestId = RequestIds.next();
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    ReplyFormat format = ReplyFormat.guess(request.query(), accept);
    Reply reply;
    try {
      RpcParameters parameters = parameters(request, body);
      format =
          ReplyFormat.of(
              parameters.get("Format"), request.getHeader(HttpHeaders.AUTHORIZATION), accept);
      reply = run(request, parameters);
    } catch (RpcException e) {
      reply = new Reply.GatewayError(e.error());
    } catch (RuntimeException e) {
      LOG.error("a call failed, requestId={}", requestId, e);
      reply = new Reply.GatewayError(RpcError.INTERNAL);
    }
    send(request.response(), requestId, format, reply);
  }

  private static RpcParameters parameters(HttpServerRequest request, @Nullable Buffer body) {
    RpcParameters parameters = new RpcParameters();
    if (request.query() != null) {
      parameters.addEncoded(request.query());
    }
    if (body != null && body.length() > 0 && isForm(request)) {
      if (body.length() > MAX_BODY) {
        throw new RpcException(
            RpcError.invalidParameter("The body is longer than " + MAX_BODY + " bytes."));
      }
      parameters.addEncoded(body.toString(StandardCharsets.UTF_8));
    }
    return parameters;
  }

  private static boolean isForm(HttpServerRequest request) {
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    return type != null && type.startsWith("application/x-www-form-urlencoded");
  }

  private Reply run(HttpServerRequest request, RpcParameters parameters) {
    if (!HttpMethod.GET.equals(request.method()) && !HttpMethod.POST.equals(request.method())) {
      throw new RpcException(RpcError.UNSUPPORTED_METHOD);
    }
    String action =
        parameters
            .get("Action")
            .or(() -> header(request, "x-acs-action"))
            .orElseThrow(() -> new RpcException(RpcError.MISSING_ACTION));
    String account = account(request, parameters);
    parameters
        .get("Version")
        .or(() -> header(request, "x-acs-version"))
        .filter(version -> !VERSIONS.contains(version))
        .ifPresent(
            version -> {
              throw new RpcException(RpcError.INVALID_VERSION);
            });
    if (!action.equals(QueryOtaJob.NAME)) {
      throw new RpcException(RpcError.ACTION_NOT_FOUND);
    }
    return queryOtaJob.answer(account, parameters);
  }

  private String account(HttpServerRequest request, RpcParameters parameters) {
    return auth.unsignedAccount()
        .orElseThrow(
            () ->
                new RpcException(
                    parameters.get("AccessKeyId").isPresent()
                            || request.getHeader(HttpHeaders.AUTHORIZATION) != null
                        ? RpcError.ACCESS_KEY_NOT_FOUND
                        : RpcError.MISSING_ACCESS_KEY));
  }

  private static Optional<String> header(HttpServerRequest request, String name) {
    return Optional.ofNullable(request.getHeader(name));
  }

  private void send(
      HttpServerResponse response, String requestId, ReplyFormat format, Reply reply) {
    if (reply instanceof Reply.GatewayError gateway) {
      response.setStatusCode(gateway.error().status());
      if (gateway.error().status() == 503) {
        response.putHeader(HttpHeaders.RETRY_AFTER, "1");
      }
    }
    response.putHeader(HttpHeaders.CONTENT_TYPE, format.contentType());
    response.putHeader("x-acs-request-id", requestId);
    response.end((format == ReplyFormat.JSON ? json : xml).write(requestId, reply));
  }
}
