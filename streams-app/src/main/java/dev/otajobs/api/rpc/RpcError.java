package dev.otajobs.api.rpc;

import dev.otajobs.auth.AuthError;
import dev.otajobs.auth.Refusal;
import java.time.Duration;

/**
 * An error before the action is run. Codes, statuses and texts are those of Alibaba Cloud's public
 * error lists; {@code docs/contract.md} quotes them.
 *
 * @param status the HTTP status
 * @param code by which programs tell errors apart
 * @param message for people
 * @param retryAfterSeconds the header Retry-After; 0 if trying again does not help
 */
public record RpcError(int status, String code, String message, int retryAfterSeconds) {

  /** The name of the service in errors, as the platform writes it. */
  static final String HOST_ID = "iot.cn-shanghai.aliyuncs.com";

  public static final RpcError MISSING_ACTION = of(AuthError.MISSING_ACTION);

  public static final RpcError ACTION_NOT_FOUND =
      new RpcError(
          404,
          "InvalidAction.NotFound",
          "Specified api is not found, please check your url and method.");

  public static final RpcError INVALID_VERSION =
      new RpcError(400, "InvalidVersion", "Specified parameter Version is not valid.");

  public static final RpcError INVALID_FORMAT =
      new RpcError(400, "InvalidParameter.Format", "Specified parameter Format is not valid.");

  public static final RpcError INVALID_ACCEPT =
      new RpcError(
          400, "InvalidParameter.Accept", "Specified header Accept takes neither JSON nor XML.");

  public static final RpcError MD5_NOT_MATCHED =
      new RpcError(
          400, "ContentMD5NotMatched", "Specified header Content-MD5 is not that of the body.");

  public static final RpcError FORBIDDEN =
      new RpcError(
          403,
          "Forbidden.RAM",
          "User not authorized to operate on the specified resource, or this API doesn't support"
              + " RAM.");

  public static final RpcError UNSUPPORTED_METHOD =
      new RpcError(405, "UnsupportedHTTPMethod", "This http method is not supported.");

  public static final RpcError UNAVAILABLE =
      new RpcError(
          503,
          "ServiceUnavailable",
          "The request has failed due to a temporary failure of the server.",
          1);

  public static final RpcError INTERNAL =
      new RpcError(
          500, "InternalError", "The request processing has failed due to some unknown error.");

  /** An error without Retry-After. */
  public RpcError(int status, String code, String message) {
    this(status, code, message, 0);
  }

  /** The account has used up its quota. */
  public static RpcError throttled(Duration retryAfter) {
    return new RpcError(
        400,
        "Throttling.User",
        "Request was denied due to user flow control.",
        Math.toIntExact(retryAfter.plusMillis(999).toSeconds()));
  }

  /** The position that the caller asked for was not reached in time. */
  static RpcError notYet(String why) {
    return new RpcError(
        UNAVAILABLE.status(), UNAVAILABLE.code(), UNAVAILABLE.message() + " " + why, 1);
  }

  private static RpcError of(AuthError error) {
    return new RpcError(error.status(), error.code(), error.message());
  }

  /** The call could not be authenticated. */
  static RpcError of(Refusal refused) {
    return new RpcError(refused.error().status(), refused.error().code(), refused.message());
  }

  /** A mandatory parameter is missing or empty. */
  public static RpcError missing(String parameter) {
    return new RpcError(400, "Missing" + parameter, parameter + " is mandatory for this action.");
  }

  /** A parameter has a value of another type. */
  public static RpcError invalid(String parameter) {
    return new RpcError(
        400, "Invalid" + parameter, "Specified parameter " + parameter + " is not valid.");
  }

  /**
   * The event of a call may have been written, or not.
   *
   * @param hint what the caller can do
   */
  public static RpcError unknownOutcome(String hint) {
    return new RpcError(
        UNAVAILABLE.status(), UNAVAILABLE.code(), UNAVAILABLE.message() + " " + hint, 1);
  }

  /** A parameter that cannot be used; the message is the problem. */
  public static RpcError invalidParameter(String problem) {
    return new RpcError(400, "InvalidParameter", problem);
  }

  /** The address of the platform's page on this error. */
  String recommendation(String requestId) {
    return "https://api.aliyun.com/troubleshoot?q=" + code + "&product=Iot&requestId=" + requestId;
  }
}
