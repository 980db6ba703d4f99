package dev.otajobs.query.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContactTest {

  private static final long SECOND = 1_000_000_000;

  private long now = 1;
  private final Contact contact = new Contact(() -> now);

  @Test
  void shouldHoldTheBrokersForThereAtFirst() {
    assertThat(contact.isOutage()).isFalse();
  }

  @Test
  void shouldNotHoldThemForAwayAfterOneFailure() {
    // given
    contact.answered(now);

    // when
    now += SECOND;
    contact.failed(now);

    // then
    assertThat(contact.isOutage()).isFalse();
  }

  @Test
  void shouldHoldThemForAwayOnceTheyHaveBeenAskedInVainForLong() {
    // given
    contact.answered(now);

    // when
    for (int i = 0; i < 4; i++) {
      now += SECOND;
      contact.failed(now);
    }

    // then
    assertThat(contact.isOutage()).isTrue();
    contact.answered(now);
    assertThat(contact.isOutage()).isFalse();
  }

  @Test
  void shouldKnowNothingAfterAPauseUntilItHasAskedAgain() {
    // given
    contact.answered(now);
    long asked = now;

    // when: stopped while an answer was on its way
    now += 60 * SECOND;
    contact.failed(asked);

    // then
    assertThat(contact.isOutage()).isFalse();
    contact.failed(now);
    assertThat(contact.isOutage()).isTrue();
  }
}
