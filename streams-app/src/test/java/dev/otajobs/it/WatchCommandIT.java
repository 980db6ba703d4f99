package dev.otajobs.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.otajobs.cli.WatchCommand;
import dev.otajobs.testkit.events.Events;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The command against a service. */
class WatchCommandIT {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void shouldPrintAJobAgainAfterEachChange() throws Exception {
    try (TestService service = new TestService(Map.of()).startAndAwaitReady()) {
      // given
      service.write(Events.created("job-1"));
      Thread watching = new Thread(() -> command(service, "job-1"), "watch");
      watching.setDaemon(true);
      watching.start();
      awaitLines(1);

      // when
      service.write(Events.started("job-1"));
      awaitLines(2);
      service.write(TestService.bytes("job-1"), null);
      awaitLines(3);

      // then
      List<String> lines = out.toString().lines().toList();
      assertThat(lines.get(0)).contains("\"JobStatus\":\"PLANNED\"");
      assertThat(lines.get(1)).contains("\"JobStatus\":\"IN_PROGRESS\"");
      assertThat(lines.get(2)).isEqualTo("gone");
      watching.interrupt();
    }
  }

  @Test
  void shouldEndForAJobThatDoesNotExist() {
    try (TestService service = new TestService(Map.of()).startAndAwaitReady()) {
      assertThat(command(service, "none")).isEqualTo(3);
      assertThat(err.toString()).contains("the specified OTA job does not exist");
    }
  }

  private void awaitLines(int count) {
    await().atMost(TestService.PATIENCE).until(() -> out.toString().lines().count() == count);
  }

  private int command(TestService service, String jobId) {
    Path settings = RealStack.newDirectory("watch").resolve("ota-jobs.properties");
    try {
      Files.writeString(
          settings,
          "bootstrap.servers=a:1\nschema.registry.url=http://a:1\nstate.dir=/tmp\nhttp.port="
              + service.port());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return new CommandLine(new WatchCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(jobId, "--config", settings.toString());
  }
}
