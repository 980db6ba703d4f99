package dev.otajobs.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.otajobs.testkit.events.Events;
import dev.otajobs.testkit.service.PeerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The alert rules and the dashboard ask for metrics that there are. */
class MonitoringIT {

  private static final Path DOCKER = Path.of("../docker");

  /** Not in the names of rules, labels and functions. */
  private static final Pattern METRIC = Pattern.compile("\\b(?:ota|kafka|jvm|process)_[a-z_]+\\b");

  private static final Pattern EXPRESSION =
      Pattern.compile("(?m)^ +expr:((?s:.*?))\n +(?:for|labels):");

  /** Only with TLS: TlsIT looks at it. */
  private static final String OF_TLS = "ota_tls_certificate_expires";

  @Test
  void shouldHaveEveryMetricThatIsAskedFor() throws Exception {
    // given
    Set<String> asked = new TreeSet<>();
    String rules = Files.readString(DOCKER.resolve("prometheus/alerts.yml"));
    EXPRESSION.matcher(rules).results().forEach(rule -> asked.addAll(names(rule.group(1))));
    assertThat(asked).hasSizeGreaterThan(10).contains(OF_TLS);
    asked.remove(OF_TLS);
    JsonNode dashboard =
        new ObjectMapper().readTree(DOCKER.resolve("grafana/ota-jobs.json").toFile());
    for (String expression : dashboard.findValuesAsText("expr")) {
      assertThat(names(expression)).as(expression).isNotEmpty();
      asked.addAll(names(expression));
    }

    // when
    try (TestService service =
        new TestService(PeerSettings.of(RealStack.newDirectory("peers"))).startAndAwaitReady()) {
      service.write(Events.created("job"));
      service.write(TestService.bytes("bad"), new byte[] {9});
      service.awaitFolded(1);
      service.query("job");

      // then
      await()
          .atMost(TestService.PATIENCE)
          .untilAsserted(() -> assertThat(samples(service)).containsAll(asked));
    }
  }

  private static Set<String> samples(TestService service) throws IOException, InterruptedException {
    return service
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("[{ ]", 2)[0])
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> names(String expression) {
    return METRIC
        .matcher(expression)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
