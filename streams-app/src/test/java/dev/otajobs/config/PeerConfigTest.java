package dev.otajobs.config;

import static dev.otajobs.config.ConfigSamples.problems;
import static dev.otajobs.config.ConfigSamples.settings;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeerConfigTest {

  @Test
  void shouldAdvertiseWhereItListens() {
    // when
    AppConfig config =
        AppConfig.of(
            settings(
                "peer.listen", "10.0.0.1:9080",
                "peer.tls.certificate.file", "c",
                "peer.tls.key.file", "k",
                "peer.allowed", "10.0.0.*:9080"));

    // then
    PeerConfig peer = config.peer().orElseThrow();
    assertThat(peer.advertised()).isEqualTo(new HostPort("10.0.0.1", 9080));
    assertThat(peer.caFile()).as("it is its own CA").isEqualTo(Path.of("c"));
  }

  @Test
  void shouldSayAllThatIsMissing() {
    assertThat(problems(settings("peer.listen", "0.0.0.0:9080")))
        .containsExactlyInAnyOrder(
            "peer.advertised is missing: no peer can connect to 0.0.0.0:9080",
            "peer.allowed is missing: which host:port may be connected to, as 10.0.0.*:9080",
            "peer.tls.certificate.file and peer.tls.key.file are missing: instances encrypt their"
                + " calls and prove who they are. openssl req -x509 -newkey ec"
                + " -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 -subj /CN=ota-jobs"
                + " -keyout peer.key -out peer.crt makes a pair that all instances can share");
  }

  @Test
  void shouldNeedBothFiles() {
    assertThat(
            problems(
                settings("peer.listen", "a:1", "peer.allowed", "*:1", "peer.tls.key.file", "k")))
        .containsExactly("peer.tls.certificate.file is missing: peer.tls.key.file needs it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "peer.advertised",
        "peer.tls.certificate.file",
        "peer.tls.key.file",
        "peer.tls.ca.file",
        "peer.allowed"
      })
  void shouldRefuseWhatHasNoEffect(String key) {
    assertThat(problems(settings(key, "h:1")))
        .containsExactly(key + " has no effect without peer.listen");
  }

  @ParameterizedTest
  @ValueSource(strings = {"9080", "host", "host:0", "host:65536", ":1", "a b:1", "[::1:80"})
  void shouldRefuseWhatIsNoAddress(String address) {
    assertThat(
            problems(
                settings(
                    "peer.listen",
                    address,
                    "peer.tls.certificate.file",
                    "c",
                    "peer.tls.key.file",
                    "k",
                    "peer.allowed",
                    "*:1")))
        .containsExactly("peer.listen is '" + address + "', expected host:port");
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.*:9080, 10.0.0.7, 9080, true",
    "10.0.0.*:9080, 10.0.0.7, 9081, false",
    "10.0.0.*:9080, 10.0.1.7, 9080, false",
    "10.0.0.*:*, 10.0.0.7, 1, true",
    "10.0.0.1:80, 10.0.0.1, 80, true",
    "10.0.0.1:80, 10a0.0.1, 80, false",
    "pod-*.ota:80, pod-3.ota, 80, true",
    "pod-*.ota:80, pod-3.evil:1.ota, 80, false",
    "[::1]:80, ::1, 80, true"
  })
  void shouldMatchAddresses(String pattern, String host, int port, boolean matches) {
    assertThat(new PeerPattern(pattern).matches(new HostPort(host, port))).isEqualTo(matches);
  }
}
