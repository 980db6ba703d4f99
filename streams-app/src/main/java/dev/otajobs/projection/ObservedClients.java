package dev.otajobs.projection;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * Kafka's clients. The consumers of the source topics, of the packages and of the changelogs tell
 * how far they are, and the producers how long commits take.
 */
public final class ObservedClients implements KafkaClientSupplier {

  private final SourceProgress progress;
  private final PackageProgress packages;
  private final StandbyUpdates standbys;
  private final CommitPace pace;

  public ObservedClients(
      SourceProgress progress, PackageProgress packages, StandbyUpdates standbys, CommitPace pace) {
    this.progress = progress;
    this.packages = packages;
    this.standbys = standbys;
    this.pace = pace;
  }

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return Admin.create(config);
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return new PacedProducer(config, pace);
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    return new PositionConsumer(config, progress);
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return new RestoreConsumer(config, standbys);
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return new PackageConsumer(config, packages);
  }
}
