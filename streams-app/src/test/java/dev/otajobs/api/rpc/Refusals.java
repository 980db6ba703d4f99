package dev.otajobs.api.rpc;

/** What calls are refused with. */
public final class Refusals {

  private Refusals() {}

  /** The code of a gateway's error, or the message of an action's. */
  public static String text(RpcException refused) {
    if (refused.reply() instanceof Reply.GatewayError gateway) {
      return gateway.error().code();
    }
    return ((Reply.BusinessError) refused.reply()).message();
  }
}
