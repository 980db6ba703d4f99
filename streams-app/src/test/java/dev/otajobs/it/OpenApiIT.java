package dev.otajobs.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenApiIT {

  @Test
  void shouldServeEveryPathThatItDescribes() throws IOException {
    try (TestService service = new TestService(Map.of())) {
      // given
      service.startAndAwaitReady();
      JsonNode paths =
          new ObjectMapper().readTree(service.get("/openapi.json").body()).path("paths");

      // then
      assertThat(paths.size()).isEqualTo(6);
      for (Map.Entry<String, JsonNode> path : paths.properties()) {
        int status = service.get(path.getKey().replaceAll("\\{.*}", "none")).statusCode();
        assertThat(status).as(path.getKey()).isEqualTo(path.getKey().contains("{") ? 404 : 200);
        assertThat(path.getValue().path("get").path("responses").has(Integer.toString(status)))
            .isTrue();
      }
    }
  }
}
