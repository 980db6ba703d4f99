package dev.otajobs.auth.accounts;

import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads access keys and tokens, none of which may be in a file twice. */
final class CredentialsReader {

  private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9._-]{1,128}");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");
  private static final Pattern TIME =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z");

  private final JsonCursor json;
  private final HashSet<String> keyIds = new HashSet<>();
  private final Set<TokenHash> bearers = new HashSet<>();

  CredentialsReader(JsonCursor json) {
    this.json = json;
  }

  private static final class Draft {
    private @Nullable String id;
    private @Nullable Secret secret;
    private @Nullable TokenHash hash;
    private @Nullable Instant expires;
    private @Nullable SecurityToken securityToken;
    private boolean enabled = true;
  }

  AccessKey accessKey() throws IOException {
    Draft key = new Draft();
    json.object(
        Set.of("id", "secret"),
        Map.of(
            "id",
            () -> key.id = json.unique(keyIds, KEY_ID, "1 to 128 of A-Z a-z 0-9 . _ -"),
            "secret",
            () -> key.secret = json.secret(),
            "enabled",
            () -> key.enabled = json.truth(),
            "securityToken",
            () -> key.securityToken = securityToken()));
    return new AccessKey(
        new AccessKeyId(given(key.id)),
        given(key.secret),
        key.enabled,
        Optional.ofNullable(key.securityToken));
  }

  BearerToken bearerToken() throws IOException {
    Draft token = new Draft();
    json.object(
        Set.of("sha256"),
        Map.of(
            "sha256",
            () -> {
              token.hash = hash();
              if (!bearers.add(token.hash)) {
                throw json.problem("is given twice in this file");
              }
            },
            "enabled",
            () -> token.enabled = json.truth()));
    return new BearerToken(given(token.hash), token.enabled);
  }

  private SecurityToken securityToken() throws IOException {
    Draft token = new Draft();
    json.object(
        Set.of("sha256"),
        Map.of("sha256", () -> token.hash = hash(), "expires", () -> token.expires = time()));
    return new SecurityToken(given(token.hash), Optional.ofNullable(token.expires));
  }

  private TokenHash hash() throws IOException {
    TokenHash hash = TokenHash.ofHex(json.text(SHA256, "the SHA-256 of a token as 64 hex digits"));
    if (hash.isOf("")) {
      throw json.problem("is the SHA-256 of an empty token");
    }
    return hash;
  }

  private Instant time() throws IOException {
    try {
      return Instant.parse(json.text(TIME, "a time as YYYY-MM-DDThh:mm:ssZ"));
    } catch (DateTimeParseException e) {
      throw json.problem("is not a time as YYYY-MM-DDThh:mm:ssZ");
    }
  }

  /** The cursor has seen to it that required members are given. */
  private static <T> T given(@Nullable T member) {
    if (member == null) {
      throw new IllegalStateException("a required member is missing");
    }
    return member;
  }
}
