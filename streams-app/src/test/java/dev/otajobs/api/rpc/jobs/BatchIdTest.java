package dev.otajobs.api.rpc.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.api.Viewer;
import dev.otajobs.api.rpc.Caller;
import dev.otajobs.api.rpc.RpcCall;
import dev.otajobs.api.rpc.RpcParameters;
import dev.otajobs.auth.accounts.Operation;
import dev.otajobs.query.Consistency;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BatchIdTest {

  private static final String BATCH = "FirmwareId=f&ProductKey=p&TargetSelection=ALL";

  @Test
  void shouldBeTheSameForACallThatIsSentAgain() {
    assertThat(id("a", "nonce", null, BATCH)).isEqualTo(id("a", "nonce", null, BATCH));
    assertThat(id("a", "nonce", "key", BATCH)).isEqualTo(id("a", "other", "key", BATCH));
    assertThat(id("a", "nonce", null, BATCH).jobId()).matches("[A-Za-z0-9]{26}");
  }

  /** How a call is signed and sent is not of the batch, nor is the order of its parameters. */
  @Test
  void shouldNotDependOnHowTheCallIsSent() {
    assertThat(
            id(
                "a",
                "nonce",
                "key",
                "Timestamp=t&ProductKey=p&SignatureNonce=n&FirmwareId=f&Format=JSON"
                    + "&TargetSelection=ALL&Signature=s&Version=v&Empty="))
        .isEqualTo(id("a", "nonce", "key", BATCH));
  }

  @Test
  void shouldTellOtherParametersByTheEventAlone() {
    // when
    BatchId one = id("a", "nonce", "key", BATCH);
    BatchId other = id("a", "nonce", "key", BATCH + "&TimeoutInMinutes=5");

    // then
    assertThat(other.jobId()).isEqualTo(one.jobId());
    assertThat(other.eventId()).isNotEqualTo(one.eventId());
  }

  /** A value may have any character, those that separate parameters among them. */
  @Test
  void shouldNotTakeOneParameterForTwo() {
    assertThat(id("a", "n", "k", "A=1%0AB%3D2").eventId())
        .isNotEqualTo(id("a", "n", "k", "A=1&B=2").eventId());
    assertThat(id("a", "n", "k", "A=1%0A1%3AB%3D2").eventId())
        .isNotEqualTo(id("a", "n", "k", "A=1&B=2").eventId());
  }

  @Test
  void shouldBeAnotherOneForAnotherCall() {
    String own = id("a", "nonce", null, BATCH).jobId();
    assertThat(id("b", "nonce", null, BATCH).jobId()).isNotEqualTo(own);
    assertThat(id("a", "other", null, BATCH).jobId()).isNotEqualTo(own);
    assertThat(id("a", "nonce", "nonce", BATCH).jobId()).isNotEqualTo(own);
    assertThat(id("a", null, null, BATCH)).isNotEqualTo(id("a", null, null, BATCH));
    assertThat(BatchId.of(call("a", "nonce", null, BATCH), Operation.CREATE_OTA_VERIFY_JOB).jobId())
        .isNotEqualTo(own);
  }

  private static BatchId id(String account, String nonce, String key, String parameters) {
    return BatchId.of(
        call(account, nonce, key, parameters), Operation.CREATE_OTA_STATIC_UPGRADE_JOB);
  }

  private static RpcCall call(String account, String nonce, String key, String parameters) {
    return new RpcCall(
        new Caller(Viewer.unsigned(account), Optional.ofNullable(nonce)),
        new RpcParameters(parameters, ""),
        Consistency.DEFAULT,
        Optional.ofNullable(key));
  }
}
