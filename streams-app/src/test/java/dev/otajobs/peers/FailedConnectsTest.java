package dev.otajobs.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.Test;

class FailedConnectsTest {

  private static final HostInfo PEER = new HostInfo("a", 1);
  private static final HostInfo OTHER = new HostInfo("a", 2);
  private static final ConnectException REFUSED = new ConnectException("refused");

  private final AtomicLong now = new AtomicLong();
  private final FailedConnects connects = new FailedConnects(FailedConnects.PAUSE, now::get);

  @Test
  void shouldTellTheFailureOfThisPeerAlone() {
    // when
    connects.failed(PEER, REFUSED);

    // then
    assertThat(connects.recent(PEER)).containsSame(REFUSED);
    assertThat(connects.recent(OTHER)).isEmpty();
  }

  @Test
  void shouldAllowAnAttemptAfterThePause() {
    // given
    connects.failed(PEER, REFUSED);

    // when
    now.addAndGet(FailedConnects.PAUSE.toNanos() - 1);
    boolean before = connects.recent(PEER).isPresent();
    now.incrementAndGet();

    // then
    assertThat(before).isTrue();
    assertThat(connects.recent(PEER)).isEmpty();
  }

  @Test
  void shouldForgetThePeerOnceItIsConnected() {
    // given
    connects.failed(PEER, REFUSED);

    // when
    connects.connected(PEER, "connection");

    // then
    assertThat(connects.recent(PEER)).isEmpty();
  }

  @Test
  void shouldLetCallsThroughWhileAConnectionIsOpen() {
    // given
    connects.connected(PEER, "connection");

    // when
    connects.failed(PEER, REFUSED);
    boolean failsAtOnce = connects.recent(PEER).isPresent();
    connects.closed("connection");

    // then
    assertThat(failsAtOnce).isFalse();
    assertThat(connects.recent(PEER)).containsSame(REFUSED);
  }

  @Test
  void shouldNotTakeAnotherFailureForABrokenWire() {
    // when
    connects.failed(PEER, new IllegalStateException("the pool is full"));

    // then
    assertThat(connects.recent(PEER)).isEmpty();
  }
}
