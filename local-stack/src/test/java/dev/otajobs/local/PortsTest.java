package dev.otajobs.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

// A child process that another test starts has this JVM's sockets until it runs its program: for
// that moment a port that was closed here still accepts connections.
@Isolated
class PortsTest {
  @Test
  void shouldTellABusyPortFromAFreeOne() throws Exception {
    // given
    int free = Ports.free();
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {

      // then
      assertThat(Ports.accepts(server.getLocalPort())).isTrue();
      assertThat(Ports.accepts(free)).isFalse();
    }
  }

  @Test
  void shouldNameThePortThatIsBusy() throws Exception {
    // given
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = server.getLocalPort();

      // then
      assertThatThrownBy(() -> Ports.requireFree("broker", port))
          .hasMessage("Port %d, wanted by the broker, is in use by another program.", port);
    }
  }
}
