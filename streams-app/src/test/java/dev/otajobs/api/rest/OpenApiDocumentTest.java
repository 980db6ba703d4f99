package dev.otajobs.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.iot20180120.models.QueryOTAJobResponseBody.QueryOTAJobResponseBodyData;
import com.aliyun.tea.NameInMap;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.otajobs.events.DownloadProtocol;
import dev.otajobs.events.SelectionType;
import dev.otajobs.events.TargetSelection;
import dev.otajobs.job.JobField;
import dev.otajobs.job.JobOutcome;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The document by itself, and against what the code and the official SDK know. */
class OpenApiDocumentTest {

  static final JsonNode DOCUMENT = read();
  private static final JsonNode JOB = DOCUMENT.at("/components/schemas/Job/properties");

  /** What the SDK takes each field for. */
  private static final Map<Class<?>, String> TYPES =
      Map.of(String.class, "string", Integer.class, "integer", Boolean.class, "boolean");

  @Test
  void shouldBeOpenApi() {
    assertThat(new OpenAPIV3Parser().readContents(DOCUMENT.toString()).getMessages()).isEmpty();
    assertThat(
            JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"))
                .validate(schemas(), InputFormat.JSON))
        .isEmpty();
  }

  @Test
  void shouldKnowAllFieldsAndNoMore() {
    assertThat(names(JOB))
        .containsExactlyElementsOf(
            Arrays.stream(JobField.values()).map(JobField::apiName).toList());
  }

  @Test
  void shouldHaveTheTypesOfTheSdk() {
    // given
    Map<String, String> documented = new TreeMap<>();
    Map<String, String> ofTheSdk = new TreeMap<>();

    // when
    JOB.properties().forEach(field -> documented.put(field.getKey(), type(field.getValue())));
    for (Field field : QueryOTAJobResponseBodyData.class.getDeclaredFields()) {
      NameInMap name = field.getAnnotation(NameInMap.class);
      if (name != null) {
        ofTheSdk.put(name.value(), TYPES.getOrDefault(field.getType(), "object"));
      }
    }

    // then
    assertThat(documented).isEqualTo(ofTheSdk).hasSize(31);
  }

  @Test
  void shouldHaveTheEnumerationsOfTheEvents() {
    assertThat(symbols("SelectionType")).isEqualTo(known(SelectionType.values()));
    assertThat(symbols("TargetSelection")).isEqualTo(known(TargetSelection.values()));
    assertThat(symbols("DownloadProtocol")).isEqualTo(known(DownloadProtocol.values()));
    assertThat(symbols("JobType")).containsExactly("VERIFY_FIRMWARE", "UPGRADE_FIRMWARE");
    assertThat(symbols("JobStatus"))
        .isEqualTo(
            Stream.concat(Stream.of("PLANNED", "IN_PROGRESS"), known(JobOutcome.values()).stream())
                .toList());
  }

  @ParameterizedTest
  @EnumSource(Problem.class)
  void shouldKnowEveryProblem(Problem problem) {
    assertThat(statuses()).contains(Integer.toString(problem.status()));
  }

  @Test
  void shouldKnowNoOtherProblems() {
    assertThat(statuses())
        .filteredOn(status -> status.compareTo("400") >= 0)
        .allMatch(
            status ->
                Arrays.stream(Problem.values())
                    .anyMatch(problem -> Integer.toString(problem.status()).equals(status)));
  }

  /** Those of all replies of the resource API. */
  private static Set<String> statuses() {
    return Stream.of(
            "jobs/get",
            "jobs:batchGet/post",
            "jobs~1{jobId}/get",
            "jobs~1{jobId}~1history/get",
            "jobs~1{jobId}~1watch/get",
            "packages~1{firmwareId}/get",
            "packages~1{firmwareId}/put")
        .flatMap(path -> names(DOCUMENT.at("/paths/~1v1~1" + path + "/responses")).stream())
        .collect(Collectors.toSet());
  }

  private static String type(JsonNode schema) {
    return schema.has("$ref")
        ? DOCUMENT.at(schema.path("$ref").asText().substring(1)).path("type").asText()
        : schema.path("type").asText();
  }

  private static List<String> symbols(String field) {
    return JOB.path(field).path("enum").valueStream().map(JsonNode::asText).toList();
  }

  private static List<String> known(Enum<?>[] symbols) {
    return Arrays.stream(symbols).map(Enum::name).filter(name -> !name.equals("UNKNOWN")).toList();
  }

  static List<String> names(JsonNode object) {
    return object.propertyStream().map(Map.Entry::getKey).toList();
  }

  /** As one schema: JSON Schema knows no components. */
  private static String schemas() {
    return "{\"$defs\":" + DOCUMENT.at("/components/schemas") + "}";
  }

  private static JsonNode read() {
    try (InputStream in =
        Objects.requireNonNull(OpenApiDocument.class.getResourceAsStream("openapi.json"))) {
      return new ObjectMapper().readTree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
