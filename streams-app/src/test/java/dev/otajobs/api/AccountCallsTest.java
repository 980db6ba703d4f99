package dev.otajobs.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.junit.jupiter.api.Test;

class AccountCallsTest {

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final AccountCalls calls = new AccountCalls(2, metrics);
  private final Promise<String> slow = Promise.promise();

  @Test
  void shouldBoundTheCallsOfEachAccount() {
    // given
    Future<String> first = calls.run("a", slow::future, "refused");
    Future<String> second = calls.run("a", slow::future, "refused");

    // then
    assertThat(calls.run("a", slow::future, "refused").result()).isEqualTo("refused");
    assertThat(calls.run("b", () -> Future.succeededFuture("b's"), "refused").result())
        .isEqualTo("b's");
    assertThat(metrics.get("ota.http.account.refused").counter().count()).isEqualTo(1);

    // when
    slow.complete("done");

    // then
    assertThat(first.result()).isEqualTo("done");
    assertThat(second.result()).isEqualTo("done");
    assertThat(calls.run("a", () -> Future.succeededFuture("again"), "refused").result())
        .isEqualTo("again");
  }

  @Test
  void shouldForgetCallsThatFail() {
    for (int i = 0; i < 5; i++) {
      assertThat(calls.run("a", () -> Future.failedFuture("no"), "refused").cause())
          .hasMessage("no");
      assertThatThrownBy(
              () ->
                  calls.run(
                      "a",
                      () -> {
                        throw new IllegalStateException("defect");
                      },
                      "refused"))
          .hasMessage("defect");
    }
  }
}
