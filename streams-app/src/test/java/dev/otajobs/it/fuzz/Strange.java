package dev.otajobs.it.fuzz;

import java.util.Random;

/** Texts that programs trip over. */
record Strange(Random random) {

  private static final String[] ESCAPES = {
    "%",
    "%%",
    "%4",
    "%zz",
    "%u0041",
    "%00",
    "%0a",
    "%0d%0a",
    "%C0%AF",
    "%C1%81",
    "%E0%80%AF",
    "%F0%80%80%AF",
    "%F4%90%80%80",
    "%ED%A0%80",
    "%ED%BF%BF",
    "%EF%BF%BE",
    "%EF%BF%BF",
    "%FF",
    "%FE%FF",
    "%80",
    "%E4%B8%AD",
    "%F0%9F%98%80",
    "%25%34%31",
    "%2B",
    "+",
    "%20",
    "%26",
    "%3D",
    "%3C%21%5BCDATA%5B",
    "%5D%5D%3E",
    "%26%23x0%3B",
    "%01",
    "%1F",
    "%7F",
    "%C2%85",
    "%E2%80%A8"
  };
  private static final String[] PLAIN = {
    "a", "Z", "9", "-", "_", ".", "~", "*", "/", ":", "@", ";", ",", "!", "'", "(", ")", "\"", "<",
    ">", "\\", "^", "`", "{", "|", "}", "[", "]", "$", "null", "true", "-1", "1e999", "NaN", "0x1"
  };

  /** Of a query or a path: printable, without what would end it. */
  String encoded(int parts) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < parts; i++) {
      text.append(random.nextBoolean() ? of(ESCAPES) : of(PLAIN));
    }
    return text.toString();
  }

  /** A value: mostly short, now and then empty or some 5,000 characters long. */
  String value() {
    int dice = random.nextInt(40);
    if (dice == 0) {
      return of("a", "%41", "%E4").repeat(1 + random.nextInt(5_000) / 3);
    }
    return dice < 4 ? "" : encoded(1 + random.nextInt(6));
  }

  /** Of a header: what HTTP allows in one, and bytes past ASCII. */
  String header() {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(40);
    for (int i = 0; i < length; i++) {
      int c = random.nextInt(8) == 0 ? 0xA0 + random.nextInt(0x60) : 0x20 + random.nextInt(0x5F);
      text.append((char) c);
    }
    return text.toString();
  }

  /** Any bytes, as Latin-1. */
  String bytes(int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append((char) random.nextInt(256));
    }
    return text.toString();
  }

  byte[] body(int length) {
    byte[] body = new byte[length];
    random.nextBytes(body);
    return body;
  }

  String of(String... values) {
    return values[random.nextInt(values.length)];
  }

  boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }
}
