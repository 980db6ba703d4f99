package dev.otajobs.api.rpc;

/** Ends the handling of a call with an error; carries no stack trace, since it is no defect. */
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
