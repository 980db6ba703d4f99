package dev.otajobs.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.otajobs.peers.IndexProtocol.IndexCall;
import dev.otajobs.projection.IndexEntry;
import dev.otajobs.projection.IndexKey;
import dev.otajobs.query.index.IndexQuery;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndexProtocolTest {

  private static final IndexQuery QUERY =
      new IndexQuery(
          "100",
          "固件 &=/+",
          new IndexQuery.Times(1, 9),
          Optional.of(new IndexQuery.After(5, "j 1&")),
          Set.of("iot-1", "iot*2"),
          Optional.of("iot-1"),
          true,
          true,
          7,
          5_000);

  @Test
  void shouldReadTheCallThatItWrites() {
    IndexCall call = new IndexCall(QUERY, Duration.ofMillis(250));
    assertThat(IndexCall.parse(call.uri())).isEqualTo(call);
  }

  @Test
  void shouldReadTheEntriesThatItWrites() {
    // given
    List<IndexEntry> entries =
        List.of(
            entry(5, "j 1  2", true, Optional.of("iot-1")),
            entry(4, "固 /*", false, Optional.empty()));

    // then
    assertThat(IndexProtocol.entries(QUERY, IndexProtocol.entriesText(entries))).isEqualTo(entries);
    assertThat(IndexProtocol.entries(QUERY, IndexProtocol.entriesText(List.of()))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"5 D", "x D  j", "5 D j"})
  void shouldRefuseOtherTexts(String text) {
    assertThatThrownBy(() -> IndexProtocol.entries(QUERY, text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static IndexEntry entry(
      long time, String jobId, boolean isDynamic, Optional<String> instance) {
    return new IndexEntry(
        new IndexKey(QUERY.accountId(), QUERY.firmwareId(), time, jobId), isDynamic, instance);
  }
}
