package dev.otajobs.benchmarks.load.rig;

import dev.otajobs.config.AppConfig;
import dev.otajobs.local.Await;
import dev.otajobs.testkit.service.ServiceSettings;
import dev.otajobs.topics.KafkaClients;
import dev.otajobs.topics.TopicCreation;
import java.time.Duration;
import java.util.List;

/** Creates topics of applications. */
final class Topics {

  private Topics() {}

  /** Creates the application's topics that are missing; returns once they can be written to. */
  static void create(ServiceSettings settings) {
    AppConfig config = AppConfig.of(settings.values());
    List<String> created =
        KafkaClients.with(
            config.kafka(), admin -> new TopicCreation(admin, config.topics()).createMissing());
    if (!created.isEmpty()) {
      // Its leaders are elected, but a broker that has not heard of it yet refuses a write; what an
      // idempotent producer then has in flight can go out of order for good.
      Await.pause(Duration.ofSeconds(1));
    }
  }
}
