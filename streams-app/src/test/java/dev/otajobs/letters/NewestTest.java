package dev.otajobs.letters;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class NewestTest {

  /** Partitions are read one after the other, and the newest may come first. */
  @Test
  void shouldKeepTheNewestInWhateverOrderTheyCome() {
    // given
    LetterSearch.Newest newest = new LetterSearch.Newest(2, 100_000);

    // when
    newest.add(letter("0-1", 50));
    newest.add(letter("1-1", 10));
    newest.add(letter("1-2", 20));
    newest.add(letter("1-2", 20));

    // then
    LetterSearch.Result result = newest.result(false);
    assertThat(result.letters()).extracting(Letter::place).containsExactly("0-1", "1-2");
    assertThat(result.isTruncated()).isTrue();
  }

  @Test
  void shouldBoundTheirBytes() {
    // given
    LetterSearch.Newest newest = new LetterSearch.Newest(100, 2_000);

    // when
    for (int i = 0; i < 10; i++) {
      newest.add(letter("0-" + i, i));
    }

    // then
    assertThat(newest.result(false).letters()).extracting(Letter::place).containsExactly("0-9");
  }

  @Test
  void shouldTellThatItIsAll() {
    // given
    LetterSearch.Newest newest = new LetterSearch.Newest(2, 10_000);

    // when
    newest.add(letter("0-1", 1));

    // then
    assertThat(newest.result(false).isTruncated()).isFalse();
    assertThat(newest.result(true).isTruncated()).isTrue();
  }

  private static Letter letter(String place, long second) {
    RecordHeaders headers = new RecordHeaders();
    headers.add("of the producer", new byte[500]);
    return new Letter(
        place,
        "UNDECODABLE",
        "message",
        Instant.ofEpochSecond(second),
        new byte[10],
        new byte[600],
        headers,
        Optional.empty());
  }
}
