package dev.otajobs.auth.accounts;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads accounts from JSON. Strict: what is unknown, given twice or out of bounds is refused, and
 * an accounts file without accounts too.
 */
final class AccountsReader {

  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private static final Pattern ACCOUNT_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern INSTANCE_ID = Pattern.compile("[A-Za-z0-9_*-]{1,64}");

  private final JsonCursor json;
  private final CredentialsReader credentials;
  private final HashSet<String> accountIds = new HashSet<>();
  private final HashSet<String> instanceIds = new HashSet<>();

  private AccountsReader(JsonCursor json) {
    this.json = json;
    this.credentials = new CredentialsReader(json);
  }

  /**
   * Reads a whole document.
   *
   * @throws AccountsException with the line and the place of the first problem
   */
  static Accounts read(byte[] document) {
    try (JsonParser parser = JSON.createParser(document)) {
      JsonCursor json = new JsonCursor(parser);
      return new AccountsReader(json).document();
    } catch (IOException e) {
      throw notJson(e);
    }
  }

  /** The exception's own message may quote the document. */
  private static AccountsException notJson(IOException e) {
    JsonLocation at =
        e instanceof JsonProcessingException json ? json.getLocation() : JsonLocation.NA;
    return new AccountsException(
        "line %d: is not JSON in UTF-8, or an object has a member twice, near column %d"
            .formatted(at == null ? -1 : at.getLineNr(), at == null ? -1 : at.getColumnNr()));
  }

  private Accounts document() throws IOException {
    List<AccountEntry> entries = new ArrayList<>();
    json.document(
        () ->
            json.object(
                Set.of("accounts"),
                Map.of("accounts", () -> json.array(() -> entries.add(account())))));
    if (entries.isEmpty()) {
      throw new AccountsException("line 1: /accounts is empty");
    }
    return new Accounts(entries);
  }

  private static final class Draft {
    private String accountId = "";
    private int requestsPerSecond = Account.DEFAULT_REQUESTS_PER_SECOND;
    private final Set<String> instances = new HashSet<>();
    private final List<AccessKey> keys = new ArrayList<>();
    private final List<BearerToken> tokens = new ArrayList<>();

    AccountEntry entry() {
      return new AccountEntry(new Account(accountId, requestsPerSecond, instances), keys, tokens);
    }
  }

  private AccountEntry account() throws IOException {
    Draft draft = new Draft();
    json.object(
        Set.of("accountId"),
        Map.of(
            "accountId",
            () ->
                draft.accountId = json.unique(accountIds, ACCOUNT_ID, "1 to 64 of A-Z a-z 0-9 _ -"),
            "requestsPerSecond",
            () -> draft.requestsPerSecond = json.integer(1, Account.MAX_REQUESTS_PER_SECOND),
            "iotInstanceIds",
            () -> json.array(() -> draft.instances.add(instance())),
            "accessKeys",
            () -> json.array(() -> draft.keys.add(credentials.accessKey())),
            "bearerTokens",
            () -> json.array(() -> draft.tokens.add(credentials.bearerToken()))));
    return draft.entry();
  }

  private String instance() throws IOException {
    return json.unique(instanceIds, INSTANCE_ID, "1 to 64 of A-Z a-z 0-9 _ - *");
  }
}
