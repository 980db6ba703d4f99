package dev.otajobs.api.rest;

/** Ends a call with a problem. It has no stack trace: the problem is not a defect. */
final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient RestReply.Failed reply;

  ProblemException(Problem problem) {
    this(RestReply.Failed.of(problem));
  }

  ProblemException(RestReply.Failed reply) {
    super(reply.detail(), null, false, false);
    this.reply = reply;
  }

  RestReply.Failed reply() {
    return reply;
  }
}
