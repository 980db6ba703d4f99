package dev.otajobs.auth.accounts;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.CharBuffer;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Walks a JSON text once, strictly; every problem tells its place and none shows a value. */
final class JsonCursor {

  /** Reads the value at which the cursor stands. */
  interface Step {
    void read() throws IOException;
  }

  private final JsonParser in;

  JsonCursor(JsonParser in) {
    this.in = in;
  }

  /** Reads one value and nothing after it. */
  void document(Step step) throws IOException {
    in.nextToken();
    step.read();
    if (in.nextToken() != null) {
      throw problem("is followed by something else");
    }
  }

  /** Reads an object that has the required members, and no others than these. */
  void object(Set<String> required, Map<String, Step> members) throws IOException {
    expect(JsonToken.START_OBJECT, "an object");
    String place = place();
    Set<String> missing = new TreeSet<>(required);
    while (in.nextToken() != JsonToken.END_OBJECT) {
      Step member = members.get(in.currentName());
      if (member == null) {
        throw problemAt(place, "has a member that is none of " + new TreeSet<>(members.keySet()));
      }
      missing.remove(in.currentName());
      in.nextToken();
      member.read();
    }
    if (!missing.isEmpty()) {
      throw problemAt(place, "lacks " + missing.iterator().next());
    }
  }

  void array(Step element) throws IOException {
    expect(JsonToken.START_ARRAY, "an array");
    while (in.nextToken() != JsonToken.END_ARRAY) {
      element.read();
    }
  }

  /** A text that matches and is none of those that were read before. */
  String unique(HashSet<String> before, Pattern pattern, String expected) throws IOException {
    String text = text(pattern, expected);
    if (!before.add(text)) {
      throw problem("is given twice in this file");
    }
    return text;
  }

  String text(Pattern pattern, String expected) throws IOException {
    expect(JsonToken.VALUE_STRING, "a text");
    String text = in.getText();
    if (!pattern.matcher(text).matches()) {
      throw problem("is not " + expected);
    }
    return text;
  }

  Secret secret() throws IOException {
    expect(JsonToken.VALUE_STRING, "a text");
    try {
      return Secret.of(
          CharBuffer.wrap(in.getTextCharacters(), in.getTextOffset(), in.getTextLength()));
    } catch (IllegalArgumentException e) {
      throw problem(String.valueOf(e.getMessage()));
    }
  }

  boolean truth() throws IOException {
    if (in.currentToken() != JsonToken.VALUE_TRUE && in.currentToken() != JsonToken.VALUE_FALSE) {
      throw problem("is not true or false");
    }
    return in.getBooleanValue();
  }

  int integer(int min, int max) throws IOException {
    String expected = "a whole number from " + min + " to " + max;
    expect(JsonToken.VALUE_NUMBER_INT, expected);
    if (in.getNumberType() != JsonParser.NumberType.INT
        || in.getIntValue() < min
        || in.getIntValue() > max) {
      throw problem("is not " + expected);
    }
    return in.getIntValue();
  }

  private void expect(JsonToken token, String name) {
    if (in.currentToken() != token) {
      throw problem("is not " + name);
    }
  }

  AccountsException problem(String problem) {
    return problemAt(place(), problem);
  }

  private AccountsException problemAt(String place, String problem) {
    return new AccountsException(
        "line " + in.currentTokenLocation().getLineNr() + ": " + place + " " + problem);
  }

  private String place() {
    String pointer = in.getParsingContext().pathAsPointer().toString();
    return pointer.isEmpty() ? "the document" : pointer;
  }
}
