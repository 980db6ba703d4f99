package dev.otajobs.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class JsonWriterTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Property
  void anotherReaderReadsTheSameTexts(@ForAll("texts") List<String> texts) throws IOException {
    JsonNode read =
        JSON.readTree(
            JsonWriter.object(
                out -> {
                  out.name("list");
                  out.beginArray();
                  texts.forEach(out::value);
                  out.endArray();
                  out.member("last", "");
                }));

    assertThat(read.get("list").valueStream().map(JsonNode::textValue).toList()).isEqualTo(texts);
    assertThat(read.get("last").textValue()).isEmpty();
  }

  @Property
  void anotherReaderReadsTheSameNumbers(@ForAll long number, @ForAll boolean flag)
      throws IOException {
    JsonNode read =
        JSON.readTree(
            JsonWriter.object(
                out -> {
                  out.member("number", number);
                  out.member("flag", flag);
                }));

    assertThat(read.get("number").longValue()).isEqualTo(number);
    assertThat(read.get("flag").booleanValue()).isEqualTo(flag);
  }

  @Test
  void escapesOnlyWhatJsonDemands() {
    assertThat(text("\"\\/\b\t\n\f\r\u0000\u001f\u007f é 固件 \uD83D\uDE80"))
        .isEqualTo("\"\\\"\\\\/\\b\\t\\n\\f\\r\\u0000\\u001f\u007f é 固件 \uD83D\uDE80\"");
  }

  @Test
  void writesHalfACharacterAsAQuestionMark() {
    assertThat(text("a\uD83D")).isEqualTo("\"a?\"");
    assertThat(text("\uDE80b")).isEqualTo("\"?b\"");
    assertThat(text("\uDE80\uD83Dc")).isEqualTo("\"??c\"");
  }

  @Test
  void separatesMembersAndElements() {
    byte[] object =
        JsonWriter.object(
            out -> {
              out.name("a");
              out.beginArray();
              out.endArray();
              out.name("b");
              out.beginObject();
              out.endObject();
              out.name("c");
              out.beginArray();
              out.value(1);
              out.beginObject();
              out.member("d", true);
              out.endObject();
              out.plain("e".getBytes(StandardCharsets.US_ASCII));
              out.endArray();
            });

    assertThat(new String(object, StandardCharsets.UTF_8))
        .isEqualTo("{\"a\":[],\"b\":{},\"c\":[1,{\"d\":true},\"e\"]}");
  }

  @Provide
  Arbitrary<List<String>> texts() {
    Arbitrary<String> anything =
        Arbitraries.strings()
            .withChars('"', '\\', '\n', '\u0001', '/')
            .withCharRange(' ', '~')
            .withCharRange('\u0080', '\uD7FF')
            .withCharRange('\uE000', '\uFFFD')
            .ofMaxLength(3_000);
    Arbitrary<String> beyond =
        Arbitraries.integers()
            .between(Character.MIN_SUPPLEMENTARY_CODE_POINT, Character.MAX_CODE_POINT)
            .map(Character::toString);
    return Arbitraries.oneOf(anything, beyond).list().ofMaxSize(4);
  }

  private static String text(String value) {
    JsonWriter out = new JsonWriter();
    out.value(value);
    return new String(out.toBytes(), StandardCharsets.UTF_8);
  }
}
