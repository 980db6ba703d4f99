package dev.otajobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CommandsIT sends signed calls; not to the usual ports, which only root may open. */
class V3SignatureTest {

  @ParameterizedTest
  @CsvSource({
    "https://a.example.org:443, a.example.org",
    "https://a.example.org, a.example.org",
    "http://a.example.org:80, a.example.org",
    "http://a.example.org:443, a.example.org:443",
    "http://[::1]:8080, [::1]:8080"
  })
  void shouldSignTheHostThatTheClientSends(URI uri, String host) {
    assertThat(V3Signature.host(uri)).isEqualTo(host);
  }
}
