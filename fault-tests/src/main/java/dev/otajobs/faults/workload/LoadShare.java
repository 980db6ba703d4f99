package dev.otajobs.faults.workload;

/** How much of the planned rates a load has at the moment. Written by one thread, read by any. */
public final class LoadShare {

  private volatile double share = 1;

  /** More than 0, at most 1. */
  public double get() {
    return share;
  }

  /** From now on the rates are this share of what was planned. */
  public void set(double newShare) {
    share = newShare;
  }
}
