package dev.otajobs.auth.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever is wrong with an accounts file, its error has a line and shows no value. */
class AnyAccountsFileTest {

  private static final String SECRET = "hunter2hunter2";

  private static final String DOCUMENT =
      """
      {"accounts": [
        {"accountId": "hunter2hunter2", "requestsPerSecond": 25, "iotInstanceIds": ["hunter2hunter2"],
         "accessKeys": [{"id": "hunter2hunter2", "secret": "hunter2hunter2", "enabled": false,
           "securityToken": {"sha256": "hunter2hunter2", "expires": "hunter2hunter2"}}],
         "bearerTokens": [{"sha256": "hunter2hunter2", "enabled": true}]}
      ]}
      """;

  /** Of these, some are values and some break the syntax. */
  private static final List<String> PIECES =
      List.of(
          "\"hunter2hunter2\"",
          "hunter2hunter2",
          "\"hunter2hunter2\":",
          "{\"hunter2hunter2\":1}",
          "[\"hunter2hunter2\"]",
          "\"secret\":\"hunter2hunter2\",",
          "\"2026-11-22T19:15:24Z\"",
          "\"fd1b6ed1c29d4fa7e2c8b2e9b1d9d9d0fd1b6ed1c29d4fa7e2c8b2e9b1d9d9d0\"",
          "99999999999999999999",
          "1e400",
          "-1.5",
          "null",
          "true",
          "\"\"",
          "{}",
          "[]",
          ",",
          "{",
          "}",
          "[",
          "]",
          "\"",
          "\\",
          "\\u0000",
          "\u0000",
          "");

  @Property(tries = 1_000)
  void shouldShowNoValue(@ForAll long seed) {
    // given
    Random random = new Random(seed);
    String document = DOCUMENT;
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      document = changed(document, random);
    }

    // then
    try {
      AccountsReader.read(document.getBytes(StandardCharsets.UTF_8));
    } catch (AccountsException e) {
      assertThat(e).hasMessageStartingWith("line ").hasMessageNotContaining(SECRET).hasNoCause();
    } catch (RuntimeException e) {
      fail(document, e);
    }
  }

  /** Replaces a token, or puts something anywhere. */
  private static String changed(String document, Random random) {
    String piece = PIECES.get(random.nextInt(PIECES.size()));
    int at = random.nextInt(document.length());
    if (random.nextBoolean()) {
      return document.substring(0, at) + piece + document.substring(at);
    }
    String[] tokens = document.split("(?<=[\\[\\]{},: ])|(?=[\\[\\]{},: ])", -1);
    tokens[random.nextInt(tokens.length)] = piece;
    return String.join("", tokens);
  }
}
