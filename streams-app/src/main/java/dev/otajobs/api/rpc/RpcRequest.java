package dev.otajobs.api.rpc;

import dev.otajobs.api.consistency.ConsistencyHeaders;
import dev.otajobs.auth.call.SignedCall;
import dev.otajobs.query.Consistency;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An RPC request and its body: that of a POST; other methods have none. */
final class RpcRequest {

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
  private static final Pattern IDEMPOTENCY_KEYS = Pattern.compile("[!-~]{1,128}");

  private final HttpServerRequest http;
  private final Buffer body;

  RpcRequest(HttpServerRequest http, Buffer body) {
    this.http = http;
    this.body = body;
  }

  /**
   * The parameters of query and form.
   *
   * @throws RpcException if they cannot be read, or the body is too long
   */
  RpcParameters parameters() {
    if (body.length() > RpcHandler.MAX_BODY) {
      throw new RpcException(
          RpcError.invalidParameter("The body is longer than " + RpcHandler.MAX_BODY + " bytes."));
    }
    return new RpcParameters(query(), form());
  }

  /**
   * The format that the call asks for.
   *
   * @throws RpcException if it asks for a format that does not exist
   */
  ReplyFormat format(RpcParameters parameters) {
    return ReplyFormat.of(parameters.get("Format"), authorization(), accept());
  }

  /** The format of a refusal, if the parameters cannot be read. */
  ReplyFormat guessedFormat() {
    return ReplyFormat.guess(query() + "&" + form(), authorization(), accept());
  }

  /**
   * What the caller signed.
   *
   * @throws RpcException if the header Content-MD5 of a POST does not fit the body
   */
  SignedCall signed(RpcParameters parameters) {
    List<String> md5 = http.headers().getAll("Content-MD5");
    if (!md5.isEmpty() && isPost()) {
      ContentMd5.check(md5, body);
    }
    return new SignedCall(
        http.method().name(), path(), parameters.query(), parameters.form(), http.headers(), body);
  }

  /**
   * The consistency that the call asks for.
   *
   * @throws RpcException if its headers cannot be read
   */
  Consistency consistency() {
    try {
      return ConsistencyHeaders.read(http);
    } catch (IllegalArgumentException e) {
      throw new RpcException(RpcError.invalidParameter(String.valueOf(e.getMessage())));
    }
  }

  /** A parameter, or the header that stands for it in calls signed by V3. */
  Optional<String> parameterOrHeader(RpcParameters parameters, String parameter, String header) {
    return parameters.get(parameter).or(() -> Optional.ofNullable(http.getHeader(header)));
  }

  /**
   * The header Idempotency-Key.
   *
   * @throws RpcException if it cannot be used
   */
  Optional<String> idempotencyKey() {
    Optional<String> key = Optional.ofNullable(http.getHeader(IDEMPOTENCY_KEY));
    if (key.isPresent() && !IDEMPOTENCY_KEYS.matcher(key.get()).matches()) {
      throw new RpcException(
          RpcError.invalidParameter(
              "The header " + IDEMPOTENCY_KEY + " must be 1 to 128 visible characters of ASCII."));
    }
    return key;
  }

  HttpServerResponse response() {
    return http.response();
  }

  /** As it is signed: an endpoint that is written with a slash at its end gives one more. */
  private String path() {
    String path = http.path();
    return path != null && path.startsWith("//") ? "/" : path;
  }

  private boolean isPost() {
    return HttpMethod.POST.equals(http.method());
  }

  private String query() {
    return http.query() == null ? "" : http.query();
  }

  private String form() {
    String type = http.getHeader(HttpHeaders.CONTENT_TYPE);
    boolean isForm = type != null && type.regionMatches(true, 0, FORM, 0, FORM.length());
    return isForm ? body.toString(StandardCharsets.UTF_8) : "";
  }

  private @Nullable String authorization() {
    return http.getHeader(HttpHeaders.AUTHORIZATION);
  }

  private @Nullable String accept() {
    return http.getHeader(HttpHeaders.ACCEPT);
  }
}
