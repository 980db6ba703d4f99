package dev.otajobs.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class JsonLogTest {

  @Test
  void shouldWriteNoCharactersThatActOnATerminal() throws IOException {
    // given
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    JsonLog json = new JsonLog();
    json.setContext(context);
    json.start();
    String message = "a \u009b31m \u202e b \u0007 \n 网关";

    // when
    byte[] line =
        json.encode(
            new LoggingEvent("", context.getLogger("test"), Level.WARN, message, null, null));

    // then
    assertThat(new ObjectMapper().readTree(line).path("formattedMessage").asText())
        .isEqualTo("a ?31m ? b \u0007 \n 网关");
    assertThat(new String(line, java.nio.charset.StandardCharsets.UTF_8))
        .doesNotContain("\u009b", "\u202e", "\u0007")
        .endsWith("}\n");
  }
}
