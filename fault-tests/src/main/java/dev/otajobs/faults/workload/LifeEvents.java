package dev.otajobs.faults.workload;

import dev.otajobs.events.ClearableField;
import dev.otajobs.events.JobOutcome;
import dev.otajobs.events.OtaJobCreated;
import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.events.OtaJobFinished;
import dev.otajobs.events.OtaJobModified;
import dev.otajobs.events.OtaJobStarted;
import dev.otajobs.events.OtaTag;
import dev.otajobs.events.SelectionType;
import dev.otajobs.events.TargetSelection;
import dev.otajobs.job.JobKey;
import dev.otajobs.testkit.events.Events;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Valid events of one job, one after the other. */
public final class LifeEvents {

  private static final long YEAR_2100 = Instant.parse("2100-01-01T00:00:00Z").toEpochMilli();
  private static final long DAY = 86_400_000L;

  private final JobKey key;
  private final Random random;
  private final boolean extremeClocks;
  private final boolean counts;
  private long now;
  private long revision;

  public LifeEvents(JobKey key, Random random, boolean extremeClocks) {
    this.key = key;
    this.random = random;
    this.extremeClocks = extremeClocks;
    this.counts = random.nextInt(4) == 0;
    this.now = Events.START.toEpochMilli() + random.nextInt(1_000_000);
  }

  public OtaJobEvent created() {
    OtaJobCreated.Builder created =
        OtaJobCreated.newBuilder(Events.creation())
            .setProductKey("a1" + random.nextInt(1000))
            .setFirmwareId("fw-" + random.nextInt(1000))
            .setName("package 包 " + random.nextInt(1000))
            .setDestVersion("2.0." + random.nextInt(100));
    switch (random.nextInt(4)) {
      case 0 -> created.setTargetSelection(TargetSelection.GRAY).setGrayPercent("33.3");
      case 1 -> created.setSelectionType(SelectionType.DYNAMIC).setDynamicMode(2);
      case 2 ->
          created
              .setTags(List.of(new OtaTag("k" + random.nextInt(9), "v")))
              .setSrcVersions(List.of("1.0", "1.1"))
              .setRetryInterval(60)
              .setRetryCount(2);
      default -> created.setJobDesc("made up");
    }
    return event(created.build());
  }

  public OtaJobEvent started() {
    return event(new OtaJobStarted());
  }

  public OtaJobEvent modified() {
    OtaJobModified.Builder patch = OtaJobModified.newBuilder().setCleared(List.of());
    switch (random.nextInt(5)) {
      case 0 -> patch.setName("renamed " + random.nextInt(10_000));
      case 1 -> patch.setMaximumPerMinute(10 + random.nextInt(9_000)).setNeedPush(false);
      case 2 -> patch.setTimeoutInMinutes(1 + random.nextInt(1_440));
      case 3 -> patch.setCleared(List.of(ClearableField.JOB_DESC, ClearableField.TAGS));
      default -> patch.setJobDesc("described " + random.nextInt(10_000));
    }
    return event(patch.build());
  }

  public OtaJobEvent finished() {
    return event(
        OtaJobFinished.newBuilder()
            .setOutcome(random.nextInt(4) == 0 ? JobOutcome.CANCELED : JobOutcome.COMPLETED)
            .build());
  }

  private OtaJobEvent event(Object change) {
    now += 1 + random.nextInt(5_000);
    revision++;
    return Events.of(key.jobId(), change)
        .setEventId(new UUID(random.nextLong(), random.nextLong()))
        .setAccountId(key.accountId())
        .setOccurredAt(Instant.ofEpochMilli(clock()))
        .setRevision(counts ? revision : 0)
        .build();
  }

  private long clock() {
    if (!extremeClocks) {
      return now;
    }
    return switch (random.nextInt(8)) {
      case 0 -> 1;
      case 1 -> YEAR_2100;
      case 2 -> now + DAY;
      case 3 -> now - DAY;
      default -> now;
    };
  }
}
