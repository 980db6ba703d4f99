package dev.otajobs.api.rpc;

/** Ends a call with an error. It has no stack trace: the error is not a defect. */
final class RpcException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient RpcError error;

  RpcException(RpcError error) {
    super(error.message(), null, false, false);
    this.error = error;
  }

  RpcError error() {
    return error;
  }
}
