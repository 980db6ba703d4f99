package dev.otajobs.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.it.CommandProcess.Ended;
import dev.otajobs.local.LocalRegistry;
import dev.otajobs.testkit.events.Events;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;

/** What was mended can be read again, from the dead letters alone. */
class ReplayIT {

  @Test
  void shouldFoldADeadLetterOnceItsSchemaIsThere() throws Exception {
    // A registry of its own: no other test may register the next id.
    try (LocalRegistry registry = LocalRegistry.start(RealStack.newDirectory("registry"));
        TestService service =
            new TestService(
                    Map.of(
                        "schema.registry.url", registry.url(),
                        "missing.id.wait.ms", "0",
                        "missing.id.cache.ttl.sec", "0"))
                .startAndAwaitReady();
        DeadLetters deadLetters = new DeadLetters(service.config)) {
      // given
      byte[] value = service.encode(Events.created("job"));
      int next = register(registry, "before") + 1;
      ByteBuffer.wrap(value).putInt(1, next);
      RecordMetadata ack = service.write(TestService.bytes("job"), value);
      String place = ack.partition() + "-" + ack.offset();
      await().atMost(TestService.PATIENCE).until(() -> deadLetters.all().size() == 1);
      assertThat(service.status("job")).isEqualTo("iot.ota.JobNotFound");

      // when
      assertThat(register(registry, "after")).isEqualTo(next);
      Ended ended = new CommandProcess(service).run("dead-letters", "replay", "--at", place);

      // then
      assertThat(ended.exitCode()).as(ended.err()).isZero();
      assertThat(ended.out()).startsWith(place + " again at " + ack.partition() + "-");
      service.awaitStatus("job", "PLANNED");
    }
  }

  @Test
  void shouldReplayAllOfAReasonAndNothingElse() throws Exception {
    try (TestService service = new TestService(Map.of()).startAndAwaitReady();
        DeadLetters deadLetters = new DeadLetters(service.config)) {
      // given
      service.write(TestService.bytes("a"), new byte[] {9});
      service.write(TestService.bytes("b"), new byte[] {9});
      service.write(new byte[0], service.encode(Events.created("c")));
      await().atMost(TestService.PATIENCE).until(() -> deadLetters.all().size() == 3);

      // when
      Ended ended =
          new CommandProcess(service).run("dead-letters", "replay", "--reason", "UNDECODABLE");

      // then
      assertThat(ended.exitCode()).as(ended.err()).isZero();
      assertThat(ended.out().lines()).hasSize(2);
      await().atMost(TestService.PATIENCE).until(() -> deadLetters.all().size() == 5);
    }
  }

  @Test
  void shouldSayWhichDeadLettersThereAreNone() throws Exception {
    try (TestService service = new TestService(Map.of()).startAndAwaitReady()) {
      // when
      Ended ended = new CommandProcess(service).run("dead-letters", "replay", "--at", "0-7,1-9");

      // then
      assertThat(ended.exitCode()).isEqualTo(3);
      assertThat(ended.err()).contains("there are no dead letters of [0-7, 1-9]");
    }
  }

  /** Registers the schema under another text, which gives it the registry's next id. */
  private static int register(LocalRegistry registry, String doc) throws Exception {
    ObjectMapper json = new ObjectMapper();
    ObjectNode schema = (ObjectNode) json.readTree(OtaJobEvent.getClassSchema().toString());
    schema.put("doc", doc + UUID.randomUUID());
    String body = json.createObjectNode().put("schema", schema.toString()).toString();
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(registry.url() + "/subjects/" + UUID.randomUUID() + "/versions"))
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> reply =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    return json.readTree(reply.body()).path("id").asInt();
  }
}
