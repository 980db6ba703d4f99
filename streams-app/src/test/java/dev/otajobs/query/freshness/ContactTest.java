package dev.otajobs.query.freshness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.otajobs.topics.TopicException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What this instance holds itself for, on a clock of the test's own. */
class ContactTest {

  /** Nanoseconds may begin anywhere: here they overflow after two seconds. */
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 2_000_000_000L);

  private final Contact contact = new Contact(now::get);

  @Test
  void shouldBeTheOwnerWhileTheBrokersAnswer() {
    for (int i = 0; i < 20; i++) {
      pass(250);
      contact.answered(now.get(), () -> fail("nobody need be asked"));
      assertThat(contact.trust()).isEqualTo(Trust.OWNER);
    }
  }

  @Test
  void shouldBeSuspectAfterAPauseUntilMembershipIsConfirmed() {
    // when
    pass(3_000);

    // then
    assertThat(contact.trust()).isEqualTo(Trust.SUSPECT);
    assertThat(contact.answered(now.get(), () -> false)).isFalse();
    assertThat(contact.trust()).isEqualTo(Trust.SUSPECT);
    pass(250);
    assertThat(contact.answered(now.get(), () -> false)).isFalse();
    assertThat(contact.trust()).as("an answer alone proves nothing").isEqualTo(Trust.SUSPECT);
    pass(250);
    assertThat(contact.answered(now.get(), () -> true)).isTrue();
    assertThat(contact.trust()).isEqualTo(Trust.OWNER);
  }

  @Test
  void shouldKnowAnOutageAndVerifyAfterIt() {
    // given
    for (int i = 0; i < 20; i++) {
      pass(250);
      contact.failed();
    }

    // then
    assertThat(contact.trust()).isEqualTo(Trust.OUTAGE);
    contact.answered(now.get(), () -> false);
    assertThat(contact.trust()).isEqualTo(Trust.SUSPECT);
    contact.answered(now.get(), () -> true);
    assertThat(contact.trust()).isEqualTo(Trust.OWNER);
  }

  @Test
  void shouldBeSuspectAfterAPauseWithinAnOutage() {
    // given
    pass(3_000);
    contact.failed();
    assertThat(contact.trust()).isEqualTo(Trust.OUTAGE);

    // when
    pass(3_000);

    // then
    assertThat(contact.trust()).isEqualTo(Trust.SUSPECT);
  }

  @Test
  void shouldNoticeAPauseWhileTheBrokersWereAsked() {
    // given
    long asked = now.get();

    // when
    pass(60_000);
    contact.answered(asked, () -> true);

    // then
    assertThat(contact.trust())
        .as("membership is confirmed, but the answer is from before the pause")
        .isEqualTo(Trust.SUSPECT);
  }

  @Test
  void shouldNoticeAPauseWhileMembershipWasAskedFor() {
    // given
    pass(3_000);

    // when
    contact.answered(
        now.get(),
        () -> {
          pass(60_000);
          return true;
        });

    // then
    assertThat(contact.trust()).isEqualTo(Trust.SUSPECT);
    contact.answered(now.get(), () -> false);
    assertThat(contact.trust()).isEqualTo(Trust.SUSPECT);
  }

  @Test
  void shouldNotBelieveItselfIfMembershipCannotBeAskedFor() {
    // given
    pass(3_000);

    // then
    assertThatThrownBy(() -> contact.answered(now.get(), () -> fail("away")))
        .isInstanceOf(TopicException.class);
    assertThat(contact.trust()).isEqualTo(Trust.SUSPECT);
    contact.answered(now.get(), () -> false);
    assertThat(contact.trust()).isEqualTo(Trust.SUSPECT);
  }

  private void pass(long millis) {
    now.addAndGet(Duration.ofMillis(millis).toNanos());
  }

  private static boolean fail(String why) {
    throw new TopicException(why);
  }
}
