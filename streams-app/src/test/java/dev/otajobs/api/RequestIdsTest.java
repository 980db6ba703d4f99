package dev.otajobs.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RequestIdsTest {

  @Test
  void shouldBeDifferentRandomUuidsInUpperCase() {
    // given
    Set<String> ids = new HashSet<>();

    // when
    for (int i = 0; i < 1000; i++) {
      ids.add(RequestIds.next());
    }

    // then
    assertThat(ids)
        .hasSize(1000)
        .allMatch(id -> id.matches("[0-9A-F]{8}-[0-9A-F]{4}-4[0-9A-F]{3}-[89AB][0-9A-F]{3}-.{12}"))
        .allMatch(id -> UUID.fromString(id).version() == 4 && UUID.fromString(id).variant() == 2);
  }
}
