package dev.otajobs.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.api.TestServer;
import dev.otajobs.auth.accounts.Accounts;
import dev.otajobs.auth.quota.Quotas;
import dev.otajobs.auth.quota.RemoteUsage;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BearerCallersTest {

  /** A page of another site can have a name that leads to this machine. */
  @ParameterizedTest
  @CsvSource({
    "true, 127.0.0.1, 200",
    "true, localhost, 200",
    "true, rebound.example, 403",
    "false, 127.0.0.1, 403"
  })
  void shouldTakeACallWithoutATokenForAnOperatorsOnThisMachineOnly(
      boolean allowed, String host, int status) throws Exception {
    // given
    BearerCallers callers =
        new BearerCallers(
            () -> new Accounts(List.of()),
            new Quotas(System::nanoTime, RemoteUsage.NONE),
            Optional.of("100"),
            allowed);
    OperatorDocument document =
        new OperatorDocument(callers, () -> Future.succeededFuture(Buffer.buffer("{}")));
    try (TestServer server = TestServer.of(document)) {
      // then
      assertThat(statusLine(server.port(), host)).startsWith("HTTP/1.1 " + status);
    }
  }

  private static String statusLine(int port, String host) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      String request =
          "GET /v1/cluster HTTP/1.1\r\nHost: "
              + host
              + ":"
              + port
              + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
          .readLine();
    }
  }
}
