package dev.otajobs.query.freshness;

import dev.otajobs.config.AppConfig;
import dev.otajobs.config.TopicsConfig;
import dev.otajobs.projection.SourceProgress;
import dev.otajobs.projection.StandbyProgress;
import dev.otajobs.topics.EndOffsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Two partitions, of which one is looked at, and what the brokers say of them. */
abstract class FreshnessFixture {

  static final int P = 1;

  final TopicsConfig topics =
      AppConfig.of(
              Map.of(
                  "bootstrap.servers", "localhost:9092",
                  "schema.registry.url", "http://localhost:8081",
                  "state.dir", "/none"))
          .topics();
  final TopicPartition events = new TopicPartition(topics.events(), P);
  final TopicPartition changelog = new TopicPartition("changelog", P);
  final StandbyProgress standbys = new StandbyProgress();
  final SourceProgress progress = new SourceProgress(standbys::ownerEnded);
  final Tails tails = new Tails();
  final Freshness freshness = new Freshness(topics, 2, progress, standbys, tails);

  /** All partitions' owners have moved what was misplaced. */
  final void observeSource(long time, EndOffsets acknowledged, EndOffsets stable) {
    freshness.observeSource(time, acknowledged, stable);
    freshness.observeCommitted(stable.ends());
  }

  final void observe(EndOffsets source, Map<Integer, Long> changelogEnds) {
    // Twice: a copy needs what was known of misplaced events before it was complete.
    observeSource(System.nanoTime(), source, source);
    observeSource(System.nanoTime(), source, source);
    freshness.observeCommitted(source.committed());
    freshness.observeStandbys(source.committed(), changelogEnds);
  }

  final EndOffsets ends(long end, long committed) {
    return ends(Map.of(events, end), Map.of(events, committed));
  }

  /** These, and 0 of all other source partitions. */
  final EndOffsets ends(Map<TopicPartition, Long> some, Map<TopicPartition, Long> committed) {
    Map<TopicPartition, Long> all = new HashMap<>();
    for (int p = 0; p < 2; p++) {
      all.put(topics.eventsAt(p), 0L);
      all.put(topics.misplacedAt(p), 0L);
    }
    all.putAll(some);
    return new EndOffsets(all, committed);
  }
}
