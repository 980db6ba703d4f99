package dev.otajobs.faults.rows;

import dev.otajobs.faults.history.Read;
import dev.otajobs.faults.report.RowResult;
import dev.otajobs.faults.rig.Percentile;
import dev.otajobs.faults.rig.Rig;
import dev.otajobs.faults.workload.Accounts;
import dev.otajobs.local.Await;
import java.time.Duration;
import java.util.List;

/** The reads of the usual load, beside which a row sends more. */
final class UsualReads {

  private UsualReads() {}

  /** What they ask for, as paths of unsigned calls. */
  static List<String> paths(Rig rig) {
    return rig.catalog().all().stream()
        .filter(key -> key.accountId().equals(Accounts.UNSIGNED))
        .map(key -> "/?Action=QueryOTAJob&Version=2018-01-20&Format=JSON&JobId=" + key.jobId())
        .toList();
  }

  /** The p99 of those that begin within this time from now and are answered. */
  static Duration p99During(Rig rig, Duration time) {
    long from = System.nanoTime();
    Await.pause(time);
    List<Read> reads =
        rig.history().reads().stream()
            .filter(read -> read.startedAt() > from)
            .filter(read -> read.asked().atLeast().isEmpty() && read.outcome().answered())
            .toList();
    return Percentile.p99(reads)
        .orElseThrow(() -> new IllegalStateException("none of the usual reads was answered"));
  }

  /** The row fails if their p99 is more than twice the calm one. */
  static void judge(RowResult result, String what, Duration calm, Duration now) {
    result.figure(what, now);
    // Below 10 ms the machine's noise is more than a factor of two.
    result.require(
        now.toMillis() <= Math.max(10, 2 * calm.toMillis()),
        "%s is %d ms, was %d ms".formatted(what, now.toMillis(), calm.toMillis()));
  }
}
