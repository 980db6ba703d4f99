package dev.otajobs.auth.accounts;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AccountsFileErrorsTest {

  private static final String SECRET = "hunter2hunter2";

  private static final String SHA256 = "fd1b6ed1c29d4fa7e2c8b2e9b1d9d9d0".repeat(2);

  @TempDir Path directory;
  private Path path;

  @BeforeEach
  void createFile() throws IOException {
    path =
        Files.createFile(
            directory.resolve("accounts.json"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  @ParameterizedTest
  @MethodSource("badDocuments")
  void shouldNameTheLineAndThePlaceAndTheProblem(String document, String problem)
      throws IOException {
    // given
    write(document);

    // then
    assertThatThrownBy(() -> new AccountsFile(path).read())
        .isInstanceOf(AccountsException.class)
        .hasMessage("accounts file " + path + " " + problem)
        .hasMessageNotContaining(SECRET)
        .hasNoCause();
  }

  static Stream<Arguments> badDocuments() {
    return Stream.of(
        arguments("", "line 1: the document is not an object"),
        arguments("[]", "line 1: the document is not an object"),
        arguments("{}", "line 1: the document lacks accounts"),
        arguments("{\"accounts\":[]}", "line 1: the document has no account"),
        arguments("{\"accounts\":{}}", "line 1: /accounts is not an array"),
        arguments("{\"accounts\":[null]}", "line 1: /accounts/0 is null"),
        arguments(
            "{\"accounts\":[{\"accountId\":\"a\"}]} {}",
            "line 1: the document is followed by something else"),
        arguments(
            "{\"accounts\":[{\"accountId\":\"a\"}],\n\"" + SECRET + "\":1}",
            "line 2: the document has a member that is none of [accounts]"),
        arguments("{\"accounts\":[\n{}]}", "line 2: /accounts/0 lacks accountId"),
        arguments(
            account("\"name\":\"" + SECRET + "\""),
            "line 2: /accounts/0 has a member that is none of [accessKeys, accountId,"
                + " bearerTokens, iotInstanceIds, permissions, quotas, requestsPerSecond]"),
        arguments(
            accounts("{\"accountId\":\"a\"}, {\"accountId\":\"b c\"}"),
            "line 2: /accounts/1/accountId is not 1 to 64 of A-Z a-z 0-9 _ -"),
        arguments(
            accounts("{\"accountId\":\"a\"}, {\"accountId\":\"a\"}"),
            "line 2: /accounts/1/accountId is given twice in this file"),
        arguments(
            account("\"requestsPerSecond\":0"),
            "line 2: /accounts/0 has requestsPerSecond outside of 1 to 100000"),
        arguments(
            account("\"requestsPerSecond\":100001"),
            "line 2: /accounts/0 has requestsPerSecond outside of 1 to 100000"),
        arguments(
            account("\"requestsPerSecond\":99999999999"),
            "line 2: /accounts/0/requestsPerSecond is not a whole number"),
        arguments(
            account("\"requestsPerSecond\":1.5"),
            "line 2: /accounts/0/requestsPerSecond is not a whole number"),
        arguments(
            account("\"iotInstanceIds\":[\"i\",\"i\"]"),
            "line 2: /accounts/0/iotInstanceIds/1 is given twice in this file"),
        arguments(
            account("\"iotInstanceIds\":[\"\"]"),
            "line 2: /accounts/0/iotInstanceIds/0 is not 1 to 64 of A-Z a-z 0-9 _ * -"),
        arguments(key("\"id\":\"k\""), "line 3: /accounts/0/accessKeys/0 lacks secret"),
        arguments(secret(""), "line 3: /accounts/0/accessKeys/0 lacks id"),
        arguments(
            secret(",\"id\":\"k k\""),
            "line 3: /accounts/0/accessKeys/0/id is not 1 to 128 of A-Z a-z 0-9 . _ -"),
        arguments(
            secret(",\"id\":\"k\",\"secrets\":\"" + SECRET + "\""),
            "line 3: /accounts/0/accessKeys/0 has a member that is none of"
                + " [enabled, id, secret, securityToken]"),
        arguments(
            secret(",\"id\":\"k\",\"enabled\":\"yes\""),
            "line 3: /accounts/0/accessKeys/0/enabled is not true or false"),
        arguments(
            secret(",\"id\":\"k\"},{\"id\":\"k\""),
            "line 3: /accounts/0/accessKeys/1/id is given twice in this file"),
        arguments(
            secret(",\"secret\":\"x\""),
            "line 3: is not JSON in UTF-8, or an object has a member twice, near column 44"),
        arguments(
            key("\"secret\":" + SECRET),
            "line 3: is not JSON in UTF-8, or an object has a member twice, near column 19"),
        arguments(
            key("\"id\":\"k\",\"secret\":null"), "line 3: /accounts/0/accessKeys/0 lacks secret"),
        arguments(
            account("\"requestsPerSecond\":null"), "line 2: /accounts/0/requestsPerSecond is null"),
        arguments(account("\"iotInstanceIds\":null"), "line 2: /accounts/0/iotInstanceIds is null"),
        arguments(
            account("\"iotInstanceIds\":[null]"), "line 2: /accounts/0/iotInstanceIds/0 is null"),
        arguments(
            secret(",\"id\":\"k\",\"enabled\":null"),
            "line 3: /accounts/0/accessKeys/0/enabled is null"),
        arguments(
            secret(",\"id\":\"k\",\"securityToken\":null"),
            "line 3: /accounts/0/accessKeys/0/securityToken is null"),
        arguments(key("\"secret\":12345"), "line 3: /accounts/0/accessKeys/0/secret is not a text"),
        arguments(
            key("\"secret\":\"\""),
            "line 3: /accounts/0/accessKeys/0/secret has not 1 to 128 characters"),
        arguments(
            key("\"secret\":\"" + SECRET.repeat(10) + "\""),
            "line 3: /accounts/0/accessKeys/0/secret has not 1 to 128 characters"),
        arguments(
            key("\"secret\":\"" + SECRET + "\\n\""),
            "line 3: /accounts/0/accessKeys/0/secret has white space or a character that is not"
                + " ASCII"),
        arguments(
            secret(",\"id\":\"k\",\"securityToken\":{}"),
            "line 3: /accounts/0/accessKeys/0/securityToken lacks sha256"),
        arguments(
            secret(",\"securityToken\":{\"expires\":\"2026-02-30T00:00:00Z\"}"),
            "line 3: /accounts/0/accessKeys/0/securityToken/expires is not a time as"
                + " YYYY-MM-DDThh:mm:ssZ"),
        arguments(
            account("\"bearerTokens\":[{\"sha256\":\"" + SECRET + "\"}]"),
            "line 2: /accounts/0/bearerTokens/0/sha256 is not the SHA-256 of a token as 64 hex"
                + " digits"),
        arguments(
            account(
                "\"bearerTokens\":[{\"sha256\":\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934c"
                    + "a495991b7852b855\"}]"),
            "line 2: /accounts/0/bearerTokens/0/sha256 is the SHA-256 of an empty token"),
        arguments(
            account(
                "\"bearerTokens\":[{\"sha256\":\""
                    + SHA256
                    + "\"},{\"sha256\":\""
                    + SHA256.toUpperCase(java.util.Locale.ROOT)
                    + "\"}]"),
            "line 2: /accounts/0/bearerTokens/1/sha256 is given twice in this file"));
  }

  /** What databind would convert, or quote in its message. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "accountId | 12 | is not a text",
        "accountId | true | is not a text",
        "accountId | [\"hunter2hunter2\"] | is not a text",
        "requestsPerSecond | \"25\" | is not a whole number",
        "requestsPerSecond | \"\" | is not a whole number",
        "requestsPerSecond | \"hunter2hunter2\" | is not a whole number",
        "requestsPerSecond | 25.0 | is not a whole number",
        "requestsPerSecond | true | is not a whole number",
        "requestsPerSecond | [25] | is not a whole number",
        "iotInstanceIds | \"hunter2hunter2\" | is not an array",
        "iotInstanceIds | \"\" | is not an array",
        "iotInstanceIds | {\"hunter2hunter2\":1} | is not an array",
        "accessKeys | \"hunter2hunter2\" | is not an array",
        "accessKeys/0 | \"hunter2hunter2\" | is not an object",
        "accessKeys/0 | \"\" | is not an object",
        "accessKeys/0 | [] | is not an object",
        "accessKeys/0/secret | {\"hunter2hunter2\":1} | is not a text",
        "accessKeys/0/secret | [\"h\",\"u\"] | is not a text",
        "accessKeys/0/enabled | \"false\" | is not true or false",
        "accessKeys/0/enabled | \"\" | is not true or false",
        "accessKeys/0/enabled | 0 | is not true or false",
        "accessKeys/0/securityToken | \"hunter2hunter2\" | is not an object",
        "accessKeys/0/securityToken/expires | 1795374900 | is not a text",
        "bearerTokens/0/sha256 | 12345 | is not a text",
        "bearerTokens/0/enabled | \"hunter2hunter2\" | is not true or false"
      })
  void shouldConvertNothingAndQuoteNothing(String place, String value, String problem)
      throws IOException {
    // given
    List<String> steps = new ArrayList<>(List.of(place.split("/")));
    Collections.reverse(steps);
    String document = value;
    for (String step : steps) {
      document = step.equals("0") ? "[" + document + "]" : "{\"" + step + "\":" + document + "}";
    }
    write("{\"accounts\":[\n" + document + "]}");

    // then
    assertThatThrownBy(() -> new AccountsFile(path).read())
        .isInstanceOf(AccountsException.class)
        .hasMessage("accounts file " + path + " line 2: /accounts/0/" + place + " " + problem)
        .hasMessageNotContaining(SECRET)
        .hasNoCause();
  }

  private static String account(String more) {
    return accounts("{\"accountId\":\"a\"" + (more.isEmpty() ? "" : "," + more) + "}");
  }

  private static String accounts(String accounts) {
    return "{\"accounts\":[\n" + accounts + "]}";
  }

  private static String key(String members) {
    return account("\"accessKeys\":[\n        {" + members + "}]");
  }

  private static String secret(String more) {
    return key("\"secret\":\"" + SECRET + "\"" + more);
  }

  private void write(String document) throws IOException {
    Files.writeString(path, document);
  }
}
