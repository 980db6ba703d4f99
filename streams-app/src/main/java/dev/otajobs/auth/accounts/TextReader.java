package dev.otajobs.auth.accounts;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.otajobs.auth.accounts.AccountsDocument.AccountId;
import dev.otajobs.auth.accounts.AccountsDocument.BearerHash;
import dev.otajobs.auth.accounts.AccountsDocument.InstanceId;
import java.io.IOException;
import java.nio.CharBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads one kind of text in the accounts file, out of Jackson's buffer: a secret never becomes a
 * String. A wrong text is an IllegalArgumentException inside an exception of Jackson, which has the
 * place.
 */
final class TextReader<T> extends JsonDeserializer<T> {

  private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");
  private static final Pattern TIME =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z");

  private final Class<T> kind;
  private final Function<CharSequence, T> read;

  private TextReader(Class<T> kind, Function<CharSequence, T> read) {
    this.kind = kind;
    this.read = read;
  }

  /** The readers of all kinds of text, for one file: some texts may come only once in it. */
  static SimpleModule module() {
    Set<Object> read = new HashSet<>();
    SimpleModule module = new SimpleModule();
    add(module, AccountId.class, once(read, id(64, "A-Z a-z 0-9 _ -", AccountId::new)));
    add(module, InstanceId.class, once(read, id(64, "A-Z a-z 0-9 _ * -", InstanceId::new)));
    add(module, AccessKeyId.class, once(read, id(128, "A-Z a-z 0-9 . _ -", AccessKeyId::new)));
    add(module, BearerHash.class, once(read, text -> new BearerHash(hash(text))));
    add(module, Permission.class, TextReader::permission);
    add(module, TokenHash.class, TextReader::hash);
    add(module, Instant.class, TextReader::time);
    add(module, Secret.class, Secret::of);
    return module;
  }

  private static <T> void add(SimpleModule module, Class<T> kind, Function<CharSequence, T> read) {
    module.addDeserializer(kind, new TextReader<>(kind, read));
  }

  @Override
  public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
    try {
      if (!in.hasToken(JsonToken.VALUE_STRING)) {
        throw new IllegalArgumentException("is not a text");
      }
      return read.apply(
          CharBuffer.wrap(in.getTextCharacters(), in.getTextOffset(), in.getTextLength()));
    } catch (IllegalArgumentException e) {
      throw context.instantiationException(kind, e);
    }
  }

  private static <T> Function<CharSequence, T> once(
      Set<Object> before, Function<CharSequence, T> read) {
    return text -> {
      T value = read.apply(text);
      if (!before.add(value)) {
        throw new IllegalArgumentException("is given twice in this file");
      }
      return value;
    };
  }

  private static <T> Function<CharSequence, T> id(
      int length, String characters, Function<String, T> of) {
    Pattern pattern = Pattern.compile("[" + characters.replace(" ", "") + "]{1," + length + "}");
    String expected = "1 to " + length + " of " + characters;
    return text -> of.apply(matching(text, pattern, expected));
  }

  private static String matching(CharSequence text, Pattern pattern, String expected) {
    if (!pattern.matcher(text).matches()) {
      throw new IllegalArgumentException("is not " + expected);
    }
    return text.toString();
  }

  private static Permission permission(CharSequence text) {
    return Permission.named(text.toString())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "is none of "
                        + Arrays.stream(Permission.values()).map(Permission::text).toList()));
  }

  private static TokenHash hash(CharSequence text) {
    TokenHash hash =
        TokenHash.ofHex(matching(text, SHA256, "the SHA-256 of a token as 64 hex digits"));
    if (hash.isOf("")) {
      throw new IllegalArgumentException("is the SHA-256 of an empty token");
    }
    return hash;
  }

  private static Instant time(CharSequence text) {
    try {
      return Instant.parse(matching(text, TIME, "a time as YYYY-MM-DDThh:mm:ssZ"));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("is not a time as YYYY-MM-DDThh:mm:ssZ", e);
    }
  }
}
