package dev.otajobs.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class BeatTest {

  @Property
  void shouldCarryAnyUsage(@ForAll("usages") Map<String, Integer> usage) {
    assertThat(Beat.parse(new Beat(() -> usage).text())).isEqualTo(usage);
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
  void shouldPassOverWhatItCannotRead(@ForAll String text) {
    assertThat(Beat.parse(text + "\na 5\n" + text).values()).allMatch(calls -> calls >= 0);
    assertThat(Beat.parse(" \na\na b c\na -1\na 123456789\n\nb 7\n")).isEqualTo(Map.of("b", 7));
  }

  @Test
  void shouldTellOfTenThousandAccountsAtMost() {
    // given
    Map<String, Integer> usage = new HashMap<>();
    IntStream.range(0, 20_000).forEach(i -> usage.put("account-" + i, 1));
    String text = "x 1\n".repeat(20_000);

    // then
    assertThat(new Beat(() -> usage).text().lines()).hasSize(10_000);
    assertThat(Beat.parse(text.replace("x", "y"))).hasSize(1);
  }
}
