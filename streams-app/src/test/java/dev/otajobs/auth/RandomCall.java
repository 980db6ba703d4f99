package dev.otajobs.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.otajobs.testkit.signing.Call;
import dev.otajobs.testkit.signing.Parameter;
import java.util.List;
import java.util.Random;

/** Calls with parameters that a client would hardly think of. */
public record RandomCall(Random random) {

  private static final String[] CHARACTERS = {
    "a", "Z", "0", "-", "_", ".", "~", "*", "+", " ", "%", "&", "=", "/", "?", "#", "'", "(", "!",
    ";", ":", "\"", "\\", "\n", "\t", "\0", "é", "中", "\uE000", "\uFFFD", "😀", "%41", "%2B"
  };

  /** One to six parameters p0, p1…, in the query or (V1 only) in a form. */
  public Call next(boolean withForm) {
    Call call = new Call(oneOf("GET", "POST")).path(oneOf("/", "/", "/api"));
    int parameters = 1 + random.nextInt(6);
    for (int i = 0; i < parameters; i++) {
      Parameter parameter = new Parameter(text(random.nextInt(4)) + "p" + i, value());
      (withForm && random.nextBoolean() ? call.form() : call.query()).add(parameter);
    }
    return call;
  }

  public Call withBody(Call call) {
    return call.body(text(random.nextInt(30)).getBytes(UTF_8));
  }

  private String value() {
    return random.nextInt(8) == 0 ? "" : text(1 + random.nextInt(12));
  }

  public String nonce() {
    return Long.toHexString(random.nextLong()) + "-" + random.nextInt();
  }

  public String text(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(oneOf(CHARACTERS));
    }
    return text.toString();
  }

  public String oneOf(String... values) {
    return values[random.nextInt(values.length)];
  }

  public <T> T oneOf(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
