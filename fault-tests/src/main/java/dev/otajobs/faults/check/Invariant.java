package dev.otajobs.faults.check;

/** What must hold, whatever happens. The texts are those of docs/reliability.md. */
public enum Invariant {
  I1("at rest every job equals the fold of its acknowledged events"),
  I2("every reply equals the fold of a prefix of the job's events"),
  I3("with a session's token reads never go back; without it only inside a crash window"),
  I4("a read at a position gives that state or later, or says not yet"),
  I5("not found only if no acknowledged creation could be known"),
  I6("a standby's reply is within the staleness asked for, and says so"),
  I7("every poison record is a dead letter once, no good one ever"),
  I8("a finished job never leaves its terminal status"),
  I9("memory, files and threads stay within their budget"),
  I10("the fault shows in a metric or in an exit code"),
  I11("what a create call has answered is found and listed, once");

  private final String text;

  Invariant(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }
}
