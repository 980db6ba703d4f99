package dev.otajobs.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.otajobs.local.LocalRegistry;
import dev.otajobs.testkit.events.Events;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegistryOutageIT {

  @Test
  void shouldWaitForTheRegistryAndDeadLetterNothing() {
    Path dir = RealStack.newDirectory("registry");
    LocalRegistry registry = LocalRegistry.start(dir);
    try (TestService service = new TestService(Map.of("schema.registry.url", registry.url()));
        DeadLetters deadLetters = new DeadLetters(service.config)) {
      // given
      service.write(Events.created("job"));
      registry.kill();

      // when
      service.start();

      // then
      await().atMost(TestService.PATIENCE).until(() -> service.metric("ota_ingest_stalled") == 1);
      assertThat(service.get("/live").statusCode()).isEqualTo(200);
      assertThat(service.get("/ready").statusCode()).isEqualTo(503);
      assertThat(service.status("job")).isEqualTo("ServiceUnavailable");
      assertThat(deadLetters.all()).isEmpty();

      // when
      registry = LocalRegistry.start(dir, registry.port());

      // then
      service.awaitStatus("job", "PLANNED");
      await().atMost(TestService.PATIENCE).until(() -> service.get("/ready").statusCode() == 200);
      assertThat(service.metric("ota_ingest_stalled")).isZero();
      assertThat(deadLetters.all()).isEmpty();
    } finally {
      registry.close();
    }
  }

  @Test
  void shouldStopWhileItWaits() {
    LocalRegistry registry = LocalRegistry.start(RealStack.newDirectory("registry"));
    try (TestService service = new TestService(Map.of("schema.registry.url", registry.url()))) {
      // given
      service.write(Events.created("job"));
      registry.kill();
      service.start();
      await().atMost(TestService.PATIENCE).until(() -> service.metric("ota_ingest_stalled") == 1);

      // when
      long start = System.nanoTime();
      service.stop();

      // then
      assertThat((System.nanoTime() - start) / 1_000_000_000.0).isLessThan(45);
    } finally {
      registry.close();
    }
  }
}
