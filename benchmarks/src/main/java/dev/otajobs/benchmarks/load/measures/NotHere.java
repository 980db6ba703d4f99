package dev.otajobs.benchmarks.load.measures;

/** A measure cannot be taken on this machine; the message says what is missing. */
public final class NotHere extends RuntimeException {

  public NotHere(String why) {
    super(why);
  }
}
