package dev.otajobs.query.packages;

import dev.otajobs.events.OtaPackage;
import dev.otajobs.eventserde.RegistryOutage;
import dev.otajobs.firmware.Firmware;
import dev.otajobs.firmware.FirmwareKey;
import dev.otajobs.projection.OtaJobTopology;
import dev.otajobs.projection.PackageProgress;
import dev.otajobs.query.Deadline;
import dev.otajobs.query.Polling;
import dev.otajobs.topics.TopicEnds;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds packages in this instance's copy of the global table. It first asks the brokers where the
 * topic ends and waits until the copy has everything before that, so a package is never denied, and
 * never shown old, once its record was acknowledged.
 */
public final class PackageFinder {

  private static final Logger LOG = LoggerFactory.getLogger(PackageFinder.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final WorkerExecutor workers;
  private final Polling polling;
  private final KafkaStreams streams;
  private final TopicEnds ends;
  private final PackageProgress progress;
  private final Deserializer<OtaPackage> deserializer;
  private final String topic;
  private final Counter unreadable;

  public PackageFinder(
      Vertx vertx,
      WorkerExecutor workers,
      KafkaStreams streams,
      TopicEnds ends,
      PackageProgress progress,
      Deserializer<OtaPackage> deserializer,
      String topic,
      MeterRegistry metrics) {
    this.vertx = vertx;
    this.workers = workers;
    this.polling = new Polling(vertx);
    this.streams = streams;
    this.ends = ends;
    this.progress = progress;
    this.deserializer = deserializer;
    this.topic = topic;
    this.unreadable = metrics.counter("ota.packages.unreadable");
  }

  /** The package of this key. Never blocks; the future fails only by a defect. */
  public Future<PackageAnswer> find(FirmwareKey key) {
    Deadline deadline = Deadline.in(TIMEOUT);
    return Future.fromCompletionStage(ends.ask(), vertx.getOrCreateContext())
        .compose(asked -> read(key, asked, deadline))
        .recover(failure -> Future.succeededFuture(unavailable(failure)));
  }

  private Future<PackageAnswer> read(FirmwareKey key, Map<Integer, Long> asked, Deadline deadline) {
    return polling
        .until(() -> progress.hasReached(asked) ? Optional.of(key) : Optional.empty(), deadline)
        .compose(
            reached ->
                reached.isPresent()
                    // It may wait for the registry.
                    ? workers.executeBlocking(() -> stored(key), false)
                    : Future.succeededFuture(
                        new PackageAnswer.Unavailable(
                            "the table of packages is not up to date yet")));
  }

  private PackageAnswer stored(FirmwareKey key) {
    byte[] value =
        streams
            .store(
                StoreQueryParameters.fromNameAndType(
                    OtaJobTopology.PACKAGES, QueryableStoreTypes.<byte[], byte[]>keyValueStore()))
            .get(key.text().getBytes(StandardCharsets.UTF_8));
    if (value == null) {
      return new PackageAnswer.Absent();
    }
    try {
      return new PackageAnswer.Found(Firmware.of(key, deserializer.deserialize(topic, value)));
    } catch (RuntimeException e) {
      // Whatever a site's own deserializer throws is about the bytes, unless it is the registry.
      if (RegistryOutage.isIn(e)) {
        return new PackageAnswer.Unavailable(e.toString());
      }
      unreadable.increment();
      LOG.warn("a package cannot be used, key={} problem={}", key.text(), e.toString());
      return new PackageAnswer.Unreadable(String.valueOf(e.getMessage()));
    }
  }

  /**
   * The brokers or the store do not answer, or Kafka Streams is not running, which it says by an
   * IllegalStateException; anything else is a defect.
   */
  private static PackageAnswer unavailable(Throwable failure) {
    if (failure instanceof KafkaException || failure instanceof IllegalStateException) {
      return new PackageAnswer.Unavailable(failure.toString());
    }
    throw new IllegalStateException("a package could not be looked up", failure);
  }
}
