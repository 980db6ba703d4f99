package dev.otajobs.faults.mutants;

import dev.otajobs.faults.check.Invariant;
import java.util.List;
import java.util.Set;

/** The defects that the checker has to catch, each alone. */
public final class Mutants {

  private static final String ROOT = "dev/otajobs/";

  private Mutants() {}

  public static List<Mutant> all() {
    return List.of(
        new Mutant(
            "a lost event",
            ROOT + "projection/Judge.java",
            "context.forward(record.withValue(judged));",
            "if (read.offset() % 9 != 4) { context.forward(record.withValue(judged)); }",
            Set.of(Invariant.I1, Invariant.I2),
            1),
        new Mutant(
            "a duplicate that counts",
            ROOT + "job/JobState.java",
            "Math.max(lastOccurredAt, other.lastOccurredAt)",
            "lastOccurredAt == other.lastOccurredAt ? lastOccurredAt + 1"
                + " : Math.max(lastOccurredAt, other.lastOccurredAt)",
            Set.of(Invariant.I1, Invariant.I2),
            1),
        new Mutant(
            "a stale reply without its mark",
            ROOT + "query/JobFinder.java",
            "return jobs.find(query, Deadline.in(timeout)).onSuccess(answer -> count(answer, begun));",
            """
            Future<JobAnswer> old = kept.get(key);
            if (old != null && consistency.atLeast().isEmpty()) { return old; }
            return jobs.find(query, Deadline.in(timeout)).onSuccess(answer -> {
              if (answer instanceof JobAnswer.Found) {
                kept.put(key, Future.succeededFuture(answer));
              }
            });
            }
            private final java.util.Map<JobKey, Future<JobAnswer>> kept =
                new java.util.concurrent.ConcurrentHashMap<>();
            void nothing() {
            """,
            Set.of(Invariant.I6, Invariant.I3),
            1),
        new Mutant(
            "a wrong not found",
            ROOT + "peers/RemoteJobs.java",
            "switch (kind == null ? \"\" : kind)",
            "switch (kind == null || kind.equals(PeerProtocol.FOUND) ? PeerProtocol.ABSENT : kind)",
            Set.of(Invariant.I4, Invariant.I5),
            2),
        new Mutant(
            "an aborted write kept",
            ROOT + "projection/StreamsSettings.java",
            "\"read_committed\"",
            "\"read_uncommitted\"",
            Set.of(Invariant.I1, Invariant.I2),
            1),
        new Mutant(
            "another account's job",
            ROOT + "ingest/Judged.java",
            "accepted.key().accountId(),",
            "\"100000000000001\",",
            Set.of(Invariant.I1, Invariant.I2),
            1),
        new Mutant(
            "poison dropped",
            ROOT + "projection/Explain.java",
            "Judged judged = rejected.value();",
            "Judged judged = rejected.value();\n"
                + "    if (judged.rejection().reason() == dev.otajobs.ingest.RejectReason.BAD_KEY) {"
                + " return; }",
            Set.of(Invariant.I7),
            1),
        new Mutant(
            "absence by what can be read",
            ROOT + "topics/OffsetReader.java",
            "new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED)",
            "new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)",
            Set.of(Invariant.I5, Invariant.I6),
            1,
            Mutant.Fault.OPEN_TRANSACTION),
        new Mutant(
            "a list with a hole",
            ROOT + "projection/IndexJobs.java",
            "after.ifPresent(this::put);",
            "after.filter(entry -> entry.key().utcCreate() % 4 != 0).ifPresent(this::put);",
            Set.of(Invariant.I11),
            1),
        new Mutant(
            "an overlay with a hole",
            ROOT + "query/overlay/Overlay.java",
            "Judged judged = ingest.judge(record);",
            "if (record.offset() % 3 == 1) { return; } Judged judged = ingest.judge(record);",
            Set.of(Invariant.I2),
            2,
            Mutant.Fault.KILL));
  }
}
