package dev.otajobs.query.freshness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.otajobs.config.AppConfig;
import dev.otajobs.topics.EndOffsets;
import dev.otajobs.topics.KafkaClients;
import dev.otajobs.topics.OffsetReader;
import dev.otajobs.topics.TopicException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Brokers that take connections and never answer; EndOffsetsIT asks real ones. */
class EndQuestionsTest extends FreshnessFixture {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Vertx vertx = Vertx.vertx();
  private final ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final AppConfig config =
      AppConfig.of(
          Map.of(
              "bootstrap.servers", "127.0.0.1:" + silent.getLocalPort(),
              "schema.registry.url", "http://127.0.0.1:1",
              "state.dir", "unused"));

  EndQuestionsTest() throws IOException {}

  @AfterEach
  void stop() throws Exception {
    silent.close();
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void shouldFailThoseWhoWaitForBrokersThatDoNotAnswer() throws Exception {
    try (Admin admin = KafkaClients.admin(config.kafka(), Duration.ofMillis(500));
        EndQuestions questions = questions(admin).begin()) {
      // when
      Future<EndOffsets> one = questions.endOffsets(0, PATIENCE);
      Future<EndOffsets> other = questions.endOffsets(1, PATIENCE);

      // then
      assertThatThrownBy(() -> one.await(20, TimeUnit.SECONDS)).isInstanceOf(TopicException.class);
      assertThatThrownBy(() -> other.await(20, TimeUnit.SECONDS))
          .isInstanceOf(TopicException.class);
    }
  }

  @Test
  void shouldNoticeAnOutageWithoutAQuery() throws Exception {
    try (Admin admin = KafkaClients.admin(config.kafka(), Duration.ofMillis(500));
        EndQuestions questions = questions(admin).begin()) {
      // when
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (!questions.isOutage() && System.nanoTime() < end) {
        Thread.sleep(50);
      }

      // then
      assertThat(questions.isOutage()).isTrue();
    }
  }

  @Test
  void shouldFailThoseWhoWaitWhenItIsClosed() throws Exception {
    // given
    try (Admin admin = KafkaClients.admin(config.kafka(), Duration.ofMinutes(1))) {
      EndQuestions questions = questions(admin);
      Future<EndOffsets> waiting = questions.endOffsets(0, PATIENCE);

      // when
      questions.close();

      // then
      assertThatThrownBy(() -> waiting.await(20, TimeUnit.SECONDS)).hasMessage("closing");
    }
  }

  private EndQuestions questions(Admin admin) {
    return new EndQuestions(
        vertx, new OffsetReader(admin, config.kafka(), config.topics(), 2), freshness);
  }
}
