package dev.otajobs.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.tea.NameInMap;
import com.aliyun.tea.TeaModel;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.otajobs.auth.accounts.Operation;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The explorer's forms offer the calls that there are, with the parameters that the SDK sends. */
class CallDescriptionsTest {

  private static final String MODELS = "com.aliyun.iot20180120.models.";
  private static final JsonNode CALLS = read();

  @Test
  void shouldOfferEveryCallAndNoOther() {
    assertThat(CALLS.path("calls").findValuesAsText("action"))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Operation.values()).map(Operation::action).toList());
  }

  /** The SDK has no UpdateOTAJob. */
  @ParameterizedTest
  @EnumSource(value = Operation.class, mode = EnumSource.Mode.EXCLUDE, names = "UPDATE_OTA_JOB")
  void shouldHaveTheParametersOfTheSdk(Operation operation) throws ReflectiveOperationException {
    // given
    JsonNode call = call(operation);
    Set<String> described = new TreeSet<>();
    Stream.of("required", "optional")
        .forEach(kind -> call.path(kind).forEach(name -> described.add(name.asText())));

    // then
    assertThat(described)
        .isEqualTo(parameters(Class.forName(MODELS + operation.action() + "Request")));
    assertThat(call.path("permission").asText()).isEqualTo(operation.permission().text());
    assertThat(described)
        .allSatisfy(
            name -> {
              JsonNode parameter = CALLS.path("parameters").path(name);
              assertThat(parameter.path("en").asText()).as(name).isNotEmpty();
              assertThat(parameter.path("zh").asText()).as(name).isNotEmpty();
              assertThat(parameter.path("type").asText()).as(name).isNotEmpty();
            });
  }

  private static Set<String> parameters(Class<?> model) {
    Set<String> names = new TreeSet<>();
    for (Field field : model.getDeclaredFields()) {
      NameInMap name = field.getAnnotation(NameInMap.class);
      if (name == null) {
        continue;
      }
      if (field.getGenericType() instanceof ParameterizedType list
          && list.getRawType().equals(List.class)) {
        Class<?> item = (Class<?>) list.getActualTypeArguments()[0];
        if (TeaModel.class.isAssignableFrom(item)) {
          parameters(item).forEach(member -> names.add(name.value() + ".N." + member));
        } else {
          names.add(name.value() + ".N");
        }
      } else {
        names.add(name.value());
      }
    }
    return names;
  }

  private static JsonNode call(Operation operation) {
    for (JsonNode call : CALLS.path("calls")) {
      if (call.path("action").asText().equals(operation.action())) {
        return call;
      }
    }
    throw new AssertionError(operation.action());
  }

  private static JsonNode read() {
    ConsoleFile file = ConsoleFiles.read().byName().get("calls.json");
    try {
      return new ObjectMapper().readTree(file.plain().getBytes());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
