package dev.otajobs.faults.report;

import dev.otajobs.faults.check.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What came of a row: its figures, and why it failed if it did. */
public final class RowResult {

  private final Map<String, String> figures = new LinkedHashMap<>();
  private final List<String> failures = new ArrayList<>();
  private String skipped = "";

  public RowResult figure(String name, Object value) {
    figures.put(name, String.valueOf(value));
    return this;
  }

  public RowResult figure(String name, Duration value) {
    return figure(name, value.toMillis() + " ms");
  }

  /** The row fails, because of this. */
  public RowResult fail(String why) {
    failures.add(why);
    return this;
  }

  /** The row fails unless this holds. */
  public RowResult require(boolean holds, String whyNot) {
    return holds ? this : fail(whyNot);
  }

  /** The row cannot be run here. */
  public RowResult skip(String why) {
    skipped = why;
    return this;
  }

  /** Takes over the counts and the violations of the checker. */
  public RowResult verdict(Verdict verdict) {
    figure("acks", verdict.counted("acks"));
    figure("reads", verdict.counted("reads"));
    for (String count :
        List.of(
            "standby replies",
            "reads unavailable",
            "reads that took longer than 2.1 s",
            "not found soon after the creation's ack",
            "not found while its creation waited in a partition without an owner",
            "lacked an event that waited in a partition without an owner",
            "older than the service's own bound in an outage",
            "told an age above the service's own bound for misplaced events",
            "went back in a crash window",
            "went back, marked stale",
            "owner's replies that lagged in a crash window",
            "owner's greatest lag in a crash window, ms",
            "batches created by calls",
            "create calls unavailable",
            "create calls busy",
            "create calls refused",
            "create calls broken",
            "create calls timeout",
            "lists found",
            "lists unavailable",
            "lists refused",
            "batches listed at rest",
            "dead letters",
            "writes of unknown fate",
            "jobs compared at rest",
            "jobs compared on disk",
            "jobs compared after a restore")) {
      if (verdict.counted(count) > 0) {
        figure(count, verdict.counted(count));
      }
    }
    verdict.reasons().forEach(this::fail);
    return this;
  }

  public Map<String, String> figures() {
    return figures;
  }

  public List<String> failures() {
    return failures;
  }

  /** {@code pass}, {@code FAIL} or {@code not run}. */
  public String outcome() {
    if (!skipped.isEmpty()) {
      return "not run";
    }
    return failures.isEmpty() ? "pass" : "FAIL";
  }

  public String whyNotRun() {
    return skipped;
  }

  public boolean failed() {
    return outcome().equals("FAIL");
  }
}
