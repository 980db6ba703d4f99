package dev.otajobs.api.rest;

/** Ends the handling of a call with a problem; carries no stack trace, since it is no defect. */
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
