package dev.otajobs.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.query.JobAnswer;
import dev.otajobs.query.history.HistoryLookup;
import io.vertx.core.Future;
import java.net.ConnectException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class PeerTest {

  private final Peer peer =
      new Peer(
          "peer",
          (query, deadline) -> Future.succeededFuture(new JobAnswer.Absent()),
          PeerFixture.NO_INDEX,
          HistoryLookup.NONE);

  @Test
  void shouldBeDeadAtOnceIfItsPortIsClosed() {
    // given
    assertThat(peer.isAlive()).isTrue();

    // when
    peer.endHeartbeat(Future.failedFuture(new ConnectException("refused")));

    // then
    assertThat(peer.isAlive()).isFalse();
  }

  @Test
  void shouldBeAliveForAMomentIfItIsSilent() {
    // when
    peer.endHeartbeat(Future.failedFuture(new TimeoutException("silent")));

    // then
    assertThat(peer.isAlive()).isTrue();
  }
}
