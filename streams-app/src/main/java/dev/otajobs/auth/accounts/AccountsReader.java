package dev.otajobs.auth.accounts;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Reads accounts from JSON. Unknown members, members that come twice, null and wrong values are
 * refused. An error has the line and the JSON pointer, and shows no value. Messages of Jackson
 * quote values, so none is passed on.
 *
 * <p>The characters of secrets stay in Jackson's buffers until these are used again or collected.
 */
final class AccountsReader {

  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private AccountsReader() {}

  /**
   * Reads a whole document.
   *
   * @throws AccountsException with the line and the place of a problem
   */
  static Accounts read(byte[] utf8) {
    try (JsonParser parser = JSON.createParser(utf8)) {
      Optional<AccountsException> isNull = firstNull(utf8);
      AccountsDocument document = reader().readValue(parser, AccountsDocument.class);
      if (parser.nextToken() != null) {
        throw problem(parser.currentTokenLocation(), "", "is followed by something else");
      }
      // Not before all members are known: only then may their names be shown.
      if (isNull.isPresent()) {
        throw isNull.get();
      }
      return document.toAccounts();
    } catch (JsonMappingException e) {
      throw problem(e.getLocation(), pointer(e), problem(e));
    } catch (IOException e) {
      throw notJson(e);
    }
  }

  private static ObjectMapper reader() {
    return JsonMapper.builder(JSON)
        .addModule(TextReader.module())
        .withCoercionConfigDefaults(
            config ->
                Arrays.stream(CoercionInputShape.values())
                    .forEach(shape -> config.setCoercion(shape, CoercionAction.Fail)))
        .build();
  }

  /**
   * Checks the syntax of the whole document, and looks for null: to databind it is the same as a
   * member that is left out.
   */
  private static Optional<AccountsException> firstNull(byte[] utf8) throws IOException {
    AccountsException first = null;
    try (JsonParser parser = JSON.createParser(utf8)) {
      while (parser.nextToken() != null) {
        if (first == null && parser.currentToken() == JsonToken.VALUE_NULL) {
          String pointer = parser.getParsingContext().pathAsPointer().toString();
          first = problem(parser.currentTokenLocation(), pointer, "is null");
        }
      }
    }
    return Optional.ofNullable(first);
  }

  private static AccountsException problem(JsonLocation at, String pointer, String problem) {
    String place = pointer.isEmpty() ? "the document" : pointer;
    return new AccountsException("line " + at.getLineNr() + ": " + place + " " + problem);
  }

  private static AccountsException notJson(IOException e) {
    JsonLocation at = e instanceof JsonProcessingException json ? json.getLocation() : null;
    return new AccountsException(
        "line %d: is not JSON in UTF-8, or an object has a member twice, near column %d"
            .formatted(at == null ? -1 : at.getLineNr(), at == null ? -1 : at.getColumnNr()));
  }

  /** Without the name of an unknown member, which may be a secret. */
  private static String pointer(JsonMappingException e) {
    int known = e.getPath().size() - (e instanceof UnrecognizedPropertyException ? 1 : 0);
    return e.getPath().stream()
        .limit(known)
        .map(step -> step.getFieldName() == null ? step.getIndex() : step.getFieldName())
        .map(step -> "/" + step)
        .collect(joining());
  }

  private static String problem(JsonMappingException e) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      return "has a member that is none of " + new TreeSet<>(unknown.getKnownPropertyIds());
    } else if (e.getCause() instanceof IllegalArgumentException) {
      // From AccountsDocument or TextReader. These show no value.
      return String.valueOf(e.getCause().getMessage());
    } else if (e instanceof MismatchedInputException mismatch) {
      return "is not " + expected(mismatch.getTargetType());
    }
    return "is not a whole number";
  }

  private static String expected(Class<?> type) {
    if (type == Boolean.class) {
      return "true or false";
    } else if (List.class.isAssignableFrom(type)) {
      return "an array";
    }
    return type.isRecord() ? "an object" : "a whole number";
  }
}
