package dev.otajobs.peers;

import static dev.otajobs.peers.PeerFixture.OTHER_SECRET;
import static dev.otajobs.peers.PeerFixture.SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeerSecretTest {

  private static final long NOW = 1_700_000_000_000L;
  private static final long SKEW = 5 * 60 * 1000;
  private static final String URI = "/internal/jobs?key=a%2F1&patience=2000";

  /**
   * printf '1700000000000\nGET\n/internal/jobs?key=a%%2F1&patience=2000' | openssl dgst -sha256
   * -hmac 'a secret of the peers, long enough'.
   */
  private static final String PROOF =
      "1700000000000:230338fb6e1570e3c94aab1383d041a31149d79019d72047cf9a5e1b1f253609";

  @Test
  void shouldProveWithAnHmacThatAnybodyCanCompute() {
    assertThat(SECRET.prove("GET", URI, NOW)).isEqualTo(PROOF);
    assertThat(SECRET.isProof(PROOF, "GET", URI, NOW)).isTrue();
  }

  @Test
  void shouldRefuseAProofOfAnythingElse() {
    assertThat(SECRET.isProof(PROOF, "POST", URI, NOW)).isFalse();
    assertThat(SECRET.isProof(PROOF, "GET", URI + "0", NOW)).isFalse();
    assertThat(SECRET.isProof(PROOF.replace("1700000000000", "1700000000001"), "GET", URI, NOW))
        .isFalse();
    assertThat(OTHER_SECRET.isProof(PROOF, "GET", URI, NOW)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ":", "1700000000000", "1700000000000:", ":abc", "-1:abc", "x:abc", "+1:a"})
  void shouldRefuseWhatIsNoProof(String value) {
    assertThat(SECRET.isProof(value, "GET", URI, NOW)).isFalse();
  }

  @Test
  void shouldKnowOneFormOnly() {
    assertThat(SECRET.isProof("0" + PROOF, "GET", URI, NOW)).isFalse();
    assertThat(SECRET.isProof(PROOF + " ", "GET", URI, NOW)).isFalse();
    assertThat(SECRET.isProof(PROOF.toUpperCase(java.util.Locale.ROOT), "GET", URI, NOW)).isFalse();
  }

  @Test
  void shouldBeGoodForFiveMinutesEitherWay() {
    assertThat(SECRET.isProof(PROOF, "GET", URI, NOW + SKEW)).isTrue();
    assertThat(SECRET.isProof(PROOF, "GET", URI, NOW - SKEW)).isTrue();
    assertThat(SECRET.isProof(PROOF, "GET", URI, NOW + SKEW + 1)).isFalse();
    assertThat(SECRET.isProof(PROOF, "GET", URI, NOW - SKEW - 1)).isFalse();
  }

  @Property(tries = 300)
  void shouldKnowItsOwnProofsAndNoChangedOnes(
      @ForAll String uri,
      @ForAll @LongRange(min = 0, max = 999_999_999_999_999L) long time,
      @ForAll @IntRange(min = 0, max = 1_000) int place,
      @ForAll char other) {
    // given
    String proof = SECRET.prove("GET", uri, time);
    StringBuilder changed = new StringBuilder(proof);
    changed.setCharAt(place % proof.length(), other);

    // then
    assertThat(SECRET.isProof(proof, "GET", uri, time)).isTrue();
    assertThat(SECRET.isProof(changed.toString(), "GET", uri, time))
        .isEqualTo(changed.toString().equals(proof));
  }

  @Test
  void shouldRefuseAShortSecretWithoutShowingIt() {
    assertThatThrownBy(() -> new PeerSecret("x".repeat(31)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("xx");
    assertThat(new PeerSecret("x".repeat(32))).hasToString("***");
  }
}
