package dev.otajobs.serde;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.junit.jupiter.api.Test;

/** The README names each setting with the default that the code has. */
class ReadmeTest {

  @Test
  void shouldNameEverySettingWithItsDefault() throws IOException {
    // given
    List<String> lines = Files.readAllLines(Path.of("README.md"));
    List<ConfigKey> keys = new ArrayList<>();
    keys.addAll(AvroSerdeConfig.definition(true).configKeys().values());
    keys.addAll(AvroSerdeConfig.definition(false).configKeys().values());

    // then
    assertThat(keys).allSatisfy(key -> assertThat(lines).anyMatch(line -> describes(key, line)));
  }

  private static boolean describes(ConfigKey key, String line) {
    String value = ConfigDef.convertToString(key.defaultValue, key.type);
    String text = "`" + value + "` ";
    if (key.type == ConfigDef.Type.LIST) {
      text = "mandatory ";
    } else if (value.isEmpty() || key.type == ConfigDef.Type.PASSWORD) {
      text = "none ";
    }
    return line.startsWith("| `" + key.name + "` | " + text);
  }
}
