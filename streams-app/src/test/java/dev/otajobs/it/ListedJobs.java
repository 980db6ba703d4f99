package dev.otajobs.it;

import dev.otajobs.events.OtaJobCreated;
import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.events.OtaTag;
import dev.otajobs.testkit.events.Events;
import java.time.Instant;
import java.util.List;

/** Writes the jobs that are listed. */
final class ListedJobs {

  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

  private ListedJobs() {}

  /** Creates a job of this package: the larger its number, the newer it is, by a second each. */
  static void create(TestCluster cluster, String firmwareId, int number) {
    cluster
        .first()
        .write(
            OtaJobEvent.newBuilder(Events.created(firmwareId + "-" + number))
                .setOccurredAt(FIRST.plusSeconds(number))
                .setChange(
                    OtaJobCreated.newBuilder(Events.creation())
                        .setFirmwareId(firmwareId)
                        .setTags(List.of(new OtaTag("key1", "值")))
                        .build())
                .build());
  }
}
