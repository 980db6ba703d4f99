package dev.otajobs.api.rpc.jobs;

import dev.otajobs.api.rpc.Reply.BusinessError;
import dev.otajobs.api.rpc.RpcException;

/** Refuses calls that break a rule which has no code of its own. */
final class Illegal {

  private Illegal() {}

  /**
   * Demands a rule.
   *
   * @param otherwise names the parameter and says what is wrong
   * @throws RpcException if it does not hold
   */
  static void unless(boolean holds, String otherwise) {
    if (!holds) {
      throw because(otherwise);
    }
  }

  static RpcException because(String problem) {
    return new RpcException(BusinessError.illegal(problem));
  }
}
