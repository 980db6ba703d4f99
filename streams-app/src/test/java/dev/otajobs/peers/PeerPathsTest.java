package dev.otajobs.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.otajobs.job.JobKey;
import dev.otajobs.job.Revision;
import dev.otajobs.query.Consistency;
import dev.otajobs.query.JobQuery;
import java.time.Duration;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeerPathsTest {

  /** What a server takes, less than the rest of the request line. */
  private static final int LONGEST = 15_000;

  @Property
  void shouldCarryAnyQuery(@ForAll("queries") JobQuery query, @ForAll("times") Duration patience) {
    // when
    String uri = PeerPaths.ofQuery(query, patience);

    // then
    assertThat(PeerPaths.query(uri)).isEqualTo(query);
    assertThat(PeerPaths.patience(uri)).isEqualTo(patience);
    assertThat(uri).startsWith(PeerPaths.JOBS + "?").hasSizeLessThan(LONGEST);
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
        "?patience=1",
        "?partition=0&key=a&patience=1",
        "?partition=0&key=a%2F1",
        "?partition=0&key=a%2F1&patience=",
        "?partition=0&key=a%2F1&patience=x",
        "?partition=0&key=a%2F1&patience=99999999999999999999",
        "?partition=0&key=a%2F1&patience=1&atLeast=",
        "?partition=0&key=a%2F1&patience=1&atLeast=1",
        "?partition=0&key=a%2F1&patience=1&maxStaleness=x",
        "?partition=0&key=a%2F1&patience=1&maxStaleness=-1",
        "?partition=0&key=a%2F1&patience=%",
        "?partition=0&patience=1&key=%E0%A4%A",
        "?key=a%2F1&patience=1",
        "?partition=x&key=a%2F1&patience=1",
        "?partition=-1&key=a%2F1&patience=1",
        "?partition=1000000&key=a%2F1&patience=1"
      })
  void shouldRefuseWhatIsNoQuery(String parameters) {
    assertThatThrownBy(
            () -> {
              PeerPaths.query(PeerPaths.JOBS + parameters);
              PeerPaths.patience(PeerPaths.JOBS + parameters);
            })
        .isInstanceOf(IllegalArgumentException.class);
  }
}
