package dev.otajobs.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.cli.SettingText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SettingTest {

  @Test
  void shouldDescribeEachKeyThatIsRead() {
    // given
    Settings settings =
        new Settings(
            Map.of(
                "peer.listen", "127.0.0.1:9080",
                "peer.tls.certificate.file", "peer.crt",
                "peer.tls.key.file", "peer.key"));

    // when
    AppConfig.read(settings);

    // then
    assertThat(settings.keys())
        .containsExactlyInAnyOrderElementsOf(
            AppConfig.SETTINGS.stream().map(Setting::key).toList());
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void shouldHaveADefaultWithinTheBounds(Setting.Number number) {
    assertThat(number.value()).isBetween(number.min(), number.max());
  }

  static Stream<Setting.Number> numbers() {
    return AppConfig.SETTINGS.stream()
        .filter(Setting.Number.class::isInstance)
        .map(Setting.Number.class::cast);
  }

  /** After a change: {@code ota-jobs config describe --markdown} prints the new table. */
  @Test
  void shouldMakeTheTableOfTheDocs() throws IOException {
    // when
    String table = SettingText.markdown(AppConfig.SETTINGS);

    // then
    assertThat(Files.readString(Path.of("../docs/operations.md"))).contains("\n" + table + "\n");
  }

  @Test
  void shouldTellAPersonOfEachKey() {
    // when
    String text =
        SettingText.paragraphs(
            List.of(
                new Setting.Number(
                    "store.memory.bytes", 2 << 20, 1 << 20, 3L << 40, "see [it](#it)"),
                new Setting.Mandatory("state.dir", "path", "of `this`")));

    // then
    assertThat(text)
        .isEqualTo(
            """
            store.memory.bytes
                bytes, default 2097152, 1 MiB to 3 TiB
                see it

            state.dir
                path, mandatory
                of this
            """);
  }
}
