package dev.otajobs.api.rpc;

/** Ends a call with an error. It has no stack trace: the error is not a defect. */
public final class RpcException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Reply reply;

  /** An error before the action is run. */
  public RpcException(RpcError error) {
    this(error.message(), new Reply.GatewayError(error));
  }

  /** An error of the action. */
  public RpcException(Reply.BusinessError error) {
    this(error.message(), error);
  }

  private RpcException(String message, Reply reply) {
    super(message, null, false, false);
    this.reply = reply;
  }

  Reply reply() {
    return reply;
  }
}
