package dev.otajobs.auth.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccountsTest {

  private static final Account A = new Account("a", 1, Set.of());
  private static final Account B = new Account("b", 1, Set.of());
  private static final AccessKey KEY =
      new AccessKey(new AccessKeyId("key"), Secret.of("secret"), true, Optional.empty());

  @Test
  void shouldKnowTheHolderOfABearerToken() {
    // given
    Accounts accounts =
        new Accounts(
            List.of(
                new AccountEntry(A, List.of(), List.of(token("of a", true), token("off", false))),
                new AccountEntry(B, List.of(), List.of(token("of b", true)))));

    // then
    assertThat(accounts.authenticateBearer("of a")).contains(A);
    assertThat(accounts.authenticateBearer("of b")).contains(B);
    assertThat(accounts.authenticateBearer("off")).isEmpty();
    assertThat(accounts.authenticateBearer("of c")).isEmpty();
    assertThat(accounts.authenticateBearer("")).isEmpty();
  }

  @Test
  void shouldRefuseAnAccessKeyOfTwoAccounts() {
    assertThatThrownBy(
            () ->
                new Accounts(
                    List.of(
                        new AccountEntry(A, List.of(KEY), List.of()),
                        new AccountEntry(B, List.of(KEY), List.of()))))
        .hasMessage("access key key is given twice");
  }

  @Test
  void shouldNotShowSecrets() {
    assertThat(KEY.toString()).doesNotContain("secret]").contains("secret=***");
    assertThat(token("t", true).toString()).contains("hash=***");
  }

  private static BearerToken token(String token, boolean enabled) {
    return new BearerToken(TokenHash.of(token), enabled);
  }
}
