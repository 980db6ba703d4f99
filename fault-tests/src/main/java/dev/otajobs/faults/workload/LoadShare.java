package dev.otajobs.faults.workload;

/** How much of the planned rates a load has at the moment. Thread-safe. */
public final class LoadShare {

  private volatile double share = 1;

  /** More than 0, at most 1. */
  public double get() {
    return share;
  }

  /** Lowers the rates to this part of what they are. */
  public void lowerTo(double part) {
    share *= part;
  }
}
