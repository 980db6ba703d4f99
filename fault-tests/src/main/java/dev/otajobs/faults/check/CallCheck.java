package dev.otajobs.faults.check;

import dev.otajobs.faults.history.Created;
import dev.otajobs.faults.history.Listing;
import dev.otajobs.faults.history.Outcome;
import dev.otajobs.faults.history.Read;
import dev.otajobs.job.Change;
import dev.otajobs.job.JobKey;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * I11: from the reply of a create call on, its batch is found and listed; a call that is sent again
 * makes no second batch; a list has each batch once, the newest first, and none that is not there.
 */
final class CallCheck {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  /** A create call and its repetitions take no longer. */
  private static final Duration MOVING = Duration.ofSeconds(30);

  private final Run run;
  private final Verdict verdict;

  private final Map<JobKey, List<String>> times = new HashMap<>();

  /** Of batches that changed their place in lists: a page may lack one while it does. */
  private List<Created> moved = List.of();

  CallCheck(Run run, Verdict verdict) {
    this.run = run;
    this.verdict = verdict;
  }

  void check() {
    List<Created> created = run.history().created();
    verdict.count(
        "batches created by calls", created.stream().map(Created::key).distinct().count());
    run.history()
        .creates()
        .forEach((outcome, times) -> verdict.count("create calls " + text(outcome), times));
    if (run.history().creates().getOrDefault(Outcome.GARBLED, 0L) > 0) {
      violated("a create call was answered with 200 and without a batch");
    }
    checkCalls(created);
    moved = created.stream().filter(one -> isMoved(one.key())).toList();
    checkReads(created);
    for (Listing listing : run.history().listings()) {
      verdict.count("lists");
      verdict.count("lists " + text(listing.outcome()));
      if (listing.outcome() == Outcome.FOUND) {
        checkListing(listing, created);
      } else if (listing.outcome() == Outcome.GARBLED) {
        violated("a list of %s was answered with 200 and no list".formatted(listing.instance()));
      }
    }
  }

  private void checkCalls(List<Created> created) {
    Map<Integer, Created> byCall = new HashMap<>();
    for (Created one : created) {
      Created other = byCall.putIfAbsent(one.call(), one);
      if (other != null && !other.key().equals(one.key())) {
        violated(
            "one call made two batches, %s and %s".formatted(other.key().text(), one.key().text()));
      }
      List<String> times = times(one.key());
      if (!times.isEmpty() && !times.contains(one.utcCreate())) {
        violated(
            "%s was answered as created at %s, its events say %s"
                .formatted(one.key().text(), one.utcCreate(), times));
      }
    }
  }

  /** Of its creations: a call that is sent again before the first one is written makes a second. */
  private List<String> times(JobKey key) {
    return times.computeIfAbsent(key, this::timesInLog);
  }

  private List<String> timesInLog(JobKey key) {
    return run.log().of(key).stream()
        .filter(entry -> entry.event().change() instanceof Change.Created)
        .map(entry -> TIME.format(Instant.ofEpochMilli(entry.event().stamp().occurredAt())))
        .distinct()
        .sorted()
        .toList();
  }

  private void checkReads(List<Created> created) {
    Map<JobKey, Long> known = new HashMap<>();
    created.forEach(one -> known.merge(one.key(), one.repliedAt(), Math::min));
    for (Read read : run.history().reads()) {
      if (read.outcome() == Outcome.ABSENT
          && known.getOrDefault(read.key(), Long.MAX_VALUE) < read.startedAt()) {
        violated("%s: its create call was answered before".formatted(read));
      }
    }
  }

  private void checkListing(Listing listing, List<Created> created) {
    Set<JobKey> listed = new HashSet<>();
    String previous = null;
    for (Listing.Item item : listing.items()) {
      if (!listed.add(item.key())) {
        violated("%s is twice in a list of %s".formatted(item.key().text(), listing.instance()));
      }
      if (previous != null && item.utcCreate().compareTo(previous) > 0) {
        violated("a list of %s is not in order".formatted(listing.instance()));
      }
      previous = item.utcCreate();
      if (run.log().of(item.key()).stream()
          .noneMatch(entry -> entry.event().change() instanceof Change.Created)) {
        violated("%s is listed but was not created".formatted(item.key().text()));
      }
    }
    Set<JobKey> before = new HashSet<>();
    for (Created one : created) {
      if (one.repliedAt() < listing.startedAt()) {
        before.add(one.key());
        boolean mustBeThere =
            listing.total() <= Listing.PAGE
                || previous != null && createdAt(one).compareTo(previous) > 0;
        if (mustBeThere && !listed.contains(one.key())) {
          violated(
              "a list of %s lacks %s, whose create call was answered %d ms before"
                  .formatted(
                      listing.instance(),
                      one.key().text(),
                      (listing.startedAt() - one.repliedAt()) / 1_000_000));
        }
      }
    }
    if (listing.items().size() + movedAt(listing.startedAt())
        < Math.min(Listing.PAGE, listing.total())) {
      violated(
          "a list of %s counts %d and has only %d"
              .formatted(listing.instance(), listing.total(), listing.items().size()));
    }
    if (listing.total() < before.size()) {
      violated(
          "a list of %s counts %d, %d were created before"
              .formatted(listing.instance(), listing.total(), before.size()));
    }
  }

  private long movedAt(long time) {
    return moved.stream()
        .filter(one -> Math.abs(one.repliedAt() - time) < MOVING.toNanos())
        .map(Created::key)
        .distinct()
        .count();
  }

  private boolean isMoved(JobKey key) {
    return times(key).size() > 1;
  }

  /** As queries tell it: the earliest creation counts. */
  private String createdAt(Created one) {
    return times(one.key()).stream().findFirst().orElse(one.utcCreate());
  }

  private void violated(String example) {
    verdict.violated(Invariant.I11, example);
  }

  private static String text(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }
}
