package dev.otajobs.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FirstHandshakeTest {

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void shouldBeAnswered() {
    assertThat(FirstHandshake.begin(vertx, PeerFixture.TLS).await()).isTrue();
  }

  @Test
  void shouldTellOfACertificateThatItsOwnCaDidNotSign() {
    // given
    PeerTls torn = PeerPair.selfSigned().trusting(PeerPair.selfSigned().ca());

    // then
    assertThat(FirstHandshake.begin(vertx, torn).await()).isFalse();
  }
}
