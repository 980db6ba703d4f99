package dev.otajobs.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.projection.SourceProgress.SourcePosition;
import org.junit.jupiter.api.Test;

class SourcePositionTest {

  @Test
  void shouldKnowNothingAtFirst() {
    assertThat(SourcePosition.UNKNOWN.next()).isZero();
    assertThat(SourcePosition.UNKNOWN.isPolled()).isFalse();
  }

  @Test
  void shouldPassWhatIsNoRecord() {
    // given: nothing but the markers of transactions, or what retention has left
    SourcePosition position = SourcePosition.UNKNOWN.polled(7);

    // then
    assertThat(position.next()).isEqualTo(7);
    assertThat(position.polled(9).next()).isEqualTo(9);
  }

  @Test
  void shouldWaitForWhatIsReturnedAndNotProcessed() {
    // given
    SourcePosition position = SourcePosition.UNKNOWN.polled(3).returned(5, 8);

    // then
    assertThat(position.next()).isZero();
    assertThat(position.processed(3).next()).isEqualTo(4);
    assertThat(position.processed(3).processed(5).next()).isEqualTo(8);
    assertThat(position.processed(5).polled(9).next()).isEqualTo(9);
  }

  @Test
  void shouldNotGoBackWhileRecordsWait() {
    // given
    SourcePosition position = SourcePosition.UNKNOWN.returned(5, 6).processed(5);

    // when
    SourcePosition more = position.returned(9, 10);

    // then
    assertThat(more.next()).isEqualTo(6);
    assertThat(more.processed(9).next()).isEqualTo(10);
  }
}
