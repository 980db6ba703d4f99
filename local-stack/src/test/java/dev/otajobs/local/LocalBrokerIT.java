package dev.otajobs.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real broker that is started, stopped and killed. */
class LocalBrokerIT {
  @TempDir Path dir;

  @Test
  void shouldKeepTopicsOverCloseAndKill() throws Exception {
    // given
    int port;
    try (LocalBroker broker = LocalBroker.start(dir)) {
      port = broker.port();
      createTopic(broker, "kept");
    }

    // when
    LocalBroker killed = LocalBroker.start(dir, port);
    killed.kill();

    // then
    try (LocalBroker broker = LocalBroker.start(dir, port)) {
      assertThat(broker.bootstrapServers()).isEqualTo("127.0.0.1:" + port);
      assertThat(topics(broker)).contains("kept");
      assertThat(running(killed.pid())).isEmpty();
    }
  }

  @Test
  @Tag("full")
  void shouldRunBrokersBesideEachOther() throws Exception {
    // when
    try (LocalBroker one = LocalBroker.start(dir.resolve("one"));
        LocalBroker other = LocalBroker.start(dir.resolve("other"))) {
      createTopic(one, "only-here");

      // then
      assertThat(topics(one)).contains("only-here");
      assertThat(topics(other)).doesNotContain("only-here");
    }
  }

  @Test
  void shouldQuoteTheLogOfABrokerThatCannotStart() throws Exception {
    // given
    Files.createDirectories(dir.resolve("broker/data"));
    Files.writeString(
        dir.resolve("broker/data/meta.properties"), "version=1\ncluster.id=x\nnode.id=7\n");

    // when
    Throwable thrown = catchThrowable(() -> LocalBroker.start(dir));

    // then
    assertThat(thrown)
        .isInstanceOf(LocalStackException.class)
        .hasMessageContaining("The broker process ended with exit code 1")
        .hasMessageContaining("broker.log")
        .hasMessageContaining("node id 7");
    assertThat(dir.resolve("run")).isEmptyDirectory();
  }

  private static Optional<ProcessHandle> running(long pid) {
    return ProcessHandle.of(pid).filter(Processes::isRunning);
  }

  private static void createTopic(LocalBroker broker, String name) throws Exception {
    try (Admin admin = admin(broker)) {
      admin.createTopics(List.of(new NewTopic(name, 3, (short) 1))).all().get(30, TimeUnit.SECONDS);
    }
  }

  private static Set<String> topics(LocalBroker broker) throws Exception {
    try (Admin admin = admin(broker)) {
      return admin.listTopics().names().get(30, TimeUnit.SECONDS);
    }
  }

  private static Admin admin(LocalBroker broker) {
    return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }
}
