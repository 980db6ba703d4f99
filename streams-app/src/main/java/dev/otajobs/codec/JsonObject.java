package dev.otajobs.codec;

import java.util.function.Consumer;

/** One JSON object as bytes, in UTF-8. */
public final class JsonObject {

  private JsonObject() {}

  /**
   * The object with these members.
   *
   * @param members writes them
   */
  public static byte[] of(Consumer<JsonWriter> members) {
    JsonWriter out = new JsonWriter();
    out.beginObject();
    members.accept(out);
    out.endObject();
    return out.toBytes();
  }
}
