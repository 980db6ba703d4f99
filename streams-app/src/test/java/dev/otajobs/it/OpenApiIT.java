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
      assertThat(paths.size()).isEqualTo(15);
      for (Map.Entry<String, JsonNode> path : paths.properties()) {
        int status = service.get(request(path.getKey())).statusCode();
        boolean isRead = path.getValue().has("get");
        assertThat(status).as(path.getKey()).isEqualTo(isRead ? expected(path.getKey()) : 405);
        JsonNode method = path.getValue().path(isRead ? "get" : "post");
        assertThat(method.path("responses").has(Integer.toString(status))).isTrue();
      }
    }
  }

  /** Of a resource that is not there, of a list of nothing, and of the others. */
  private static int expected(String path) {
    if (path.contains("{")) {
      return 404;
    }
    return path.startsWith("/v1/jobs") ? 400 : 200;
  }

  /** A watch of a list names a package, else it is a job. */
  private static String request(String path) {
    return path.equals("/v1/jobs/watch") ? path + "?firmware=" : path.replaceAll("\\{.*}", "none");
  }
}
