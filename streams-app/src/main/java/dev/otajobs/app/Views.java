package dev.otajobs.app;

import dev.otajobs.config.AppConfig;
import dev.otajobs.config.ConfigException;
import dev.otajobs.config.SerdeConfig;
import dev.otajobs.events.OtaJobView;
import dev.otajobs.eventserde.EventSerdes;
import dev.otajobs.projection.ViewEncoder;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Serializer;

/** Chooses how views are encoded. */
final class Views {

  private Views() {}

  /**
   * The encoder of {@code views.format}. For Avro the registry is asked for the schema's id here,
   * and no more later, when only a stream thread could wait for it.
   *
   * @throws ConfigException if the registry does not answer, or does not take the schema
   */
  static ViewEncoder encoder(AppConfig config) {
    if (config.serde().views() == SerdeConfig.ViewFormat.json) {
      return ViewEncoder.json();
    }
    String topic = config.topics().views();
    Serializer<OtaJobView> serializer = EventSerdes.serializer(config.serde(), OtaJobView.class);
    try {
      serializer.serialize(topic, sample());
    } catch (KafkaException e) {
      throw new ConfigException(
          List.of(
              "views.format is avro, which needs the schema of the views in the registry: "
                  + e.getMessage()));
    }
    return ViewEncoder.avro(topic, serializer);
  }

  /** Any view: its bytes are thrown away. */
  private static OtaJobView sample() {
    return OtaJobView.newBuilder()
        .setAccountId("")
        .setJobId("")
        .setJobStatus("")
        .setJobType("")
        .setSelectionType("")
        .setTargetSelection("")
        .setProductKey("")
        .setFirmwareId("")
        .setName("")
        .setDestVersion("")
        .setMultiModuleMode(false)
        .setNeedPush(false)
        .setNeedConfirm(false)
        .setDownloadProtocol("")
        .setUtcCreate(Instant.EPOCH)
        .setUtcModified(Instant.EPOCH)
        .build();
  }
}
