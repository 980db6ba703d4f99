package dev.otajobs.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.otajobs.job.JobKey;
import dev.otajobs.job.Revision;
import dev.otajobs.peers.PeerProtocol.JobCall;
import dev.otajobs.query.Consistency;
import dev.otajobs.query.JobQuery;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeerProtocolTest {

  /** What a server takes, less than the rest of the request line. */
  private static final int LONGEST = 15_000;

  @Property
  void shouldCarryAnyQuery(@ForAll("queries") JobQuery query, @ForAll("times") Duration timeout) {
    // given
    JobCall call = new JobCall(query, timeout);

    // when
    String uri = call.uri();

    // then
    assertThat(JobCall.parse(uri)).isEqualTo(call);
    assertThat(uri).startsWith(PeerProtocol.JOBS + "?").hasSizeLessThan(LONGEST);
    assertThat(uri.chars()).allMatch(c -> c > ' ' && c < 127);
  }

  @Provide
  Arbitrary<JobQuery> queries() {
    Arbitrary<String> jobIds =
        Arbitraries.oneOf(
                Arbitraries.strings().ofMinLength(1).ofMaxLength(128),
                Arbitraries.of("/", "?", "&", "=", "%", "+", ";", "#", "%2F", " ", "固", "😀", "é")
                    .list()
                    .ofMinSize(1)
                    .ofMaxSize(64)
                    .map(parts -> String.join("", parts)))
            .filter(JobKey::isJobId);
    Arbitrary<JobKey> keys =
        Combinators.combine(
                jobIds,
                Arbitraries.strings()
                    .withCharRange('0', '9')
                    .withChars('a', 'Z', '_', '-')
                    .ofMinLength(1)
                    .ofMaxLength(64))
            .as(JobKey::new);
    Arbitrary<Revision> revisions =
        Arbitraries.maps(
                Arbitraries.integers().between(0, 999_999),
                Arbitraries.longs().between(0, 999_999_999_999_999_999L))
            .ofMinSize(1)
            .ofMaxSize(64)
            .map(offsets -> new Revision(new TreeMap<>(offsets)));
    return Combinators.combine(
            keys,
            Arbitraries.integers().between(0, 999_999),
            Combinators.combine(revisions.optional(0.5), times().optional(0.5))
                .as(Consistency::new))
        .as(JobQuery::new);
  }

  @Provide
  Arbitrary<Duration> times() {
    return Arbitraries.longs().between(0, 999_999_999).map(Duration::ofMillis);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?",
        "?timeout=1",
        "?partition=0&key=a&timeout=1",
        "?partition=0&key=a%2F1",
        "?partition=0&key=a%2F1&timeout=",
        "?partition=0&key=a%2F1&timeout=x",
        "?partition=0&key=a%2F1&timeout=99999999999999999999",
        "?partition=0&key=a%2F1&timeout=1&atLeast=",
        "?partition=0&key=a%2F1&timeout=1&atLeast=1",
        "?partition=0&key=a%2F1&timeout=1&maxStaleness=x",
        "?partition=0&key=a%2F1&timeout=1&maxStaleness=-1",
        "?partition=0&key=a%2F1&timeout=%",
        "?partition=0&timeout=1&key=%E0%A4%A",
        "?key=a%2F1&timeout=1",
        "?partition=x&key=a%2F1&timeout=1",
        "?partition=-1&key=a%2F1&timeout=1",
        "?partition=1000000&key=a%2F1&timeout=1"
      })
  void shouldRefuseWhatIsNoQuery(String parameters) {
    assertThatThrownBy(() -> JobCall.parse(PeerProtocol.JOBS + parameters))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void shouldCarryAnyUsage(@ForAll("usages") Map<String, Integer> usage) {
    assertThat(PeerProtocol.usage(PeerProtocol.usageText(usage))).isEqualTo(usage);
  }

  @Provide
  Arbitrary<Map<String, Integer>> usages() {
    return Arbitraries.maps(
        Arbitraries.strings()
            .withCharRange('a', 'z')
            .withChars('0', 'Z', '_', '-')
            .ofMinLength(1)
            .ofMaxLength(64),
        Arbitraries.integers().between(1, 99_999_999));
  }

  @Property
  void shouldSkipMalformedUsage(@ForAll String text) {
    assertThat(PeerProtocol.usage(text + "\na 5\n" + text).values()).allMatch(calls -> calls >= 0);
    assertThat(PeerProtocol.usage(" \na\na b c\na -1\na 123456789\n\nb 7\n"))
        .isEqualTo(Map.of("b", 7));
  }

  @Test
  void shouldCarryTheUsageOfTenThousandAccountsAtMost() {
    // given
    Map<String, Integer> usage = new HashMap<>();
    IntStream.range(0, 20_000).forEach(i -> usage.put("account-" + i, 1));

    // then
    String text = PeerProtocol.usageText(usage);
    assertThat(text.lines()).hasSize(10_000);
    assertThat(PeerProtocol.usage(text + "one-more 1\n")).hasSize(10_000);
  }
}
