package dev.otajobs.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FieldMapTest {

  @Property
  void isTheMapItCopies(@ForAll Map<JobField, Integer> given) {
    EnumMap<JobField, Integer> inOrder = new EnumMap<>(JobField.class);
    inOrder.putAll(given);
    FieldMap<Integer> map = FieldMap.copyOf(given);
    LinkedHashMap<JobField, Integer> visited = new LinkedHashMap<>();
    map.forEach(visited::put);

    assertThat(map).isEqualTo(given).hasSameHashCodeAs(given).hasSize(given.size());
    assertThat(given).isEqualTo(map);
    assertThat(map.keySet()).containsExactlyElementsOf(inOrder.keySet());
    assertThat(visited.keySet()).containsExactlyElementsOf(inOrder.keySet());
    assertThat(visited).isEqualTo(given);
    for (JobField field : JobField.values()) {
      assertThat(map.get(field)).isEqualTo(given.get(field));
      assertThat(map.containsKey(field)).isEqualTo(given.containsKey(field));
    }
  }

  @Property
  void equalsAnotherOneOfTheSameFieldsOnly(
      @ForAll Map<JobField, Boolean> one, @ForAll Map<JobField, Boolean> other) {
    assertThat(FieldMap.copyOf(one).equals(FieldMap.copyOf(other))).isEqualTo(one.equals(other));
  }

  @Test
  void isNotChangedByItsBuilder() {
    FieldMap<Integer> map = FieldMap.copyOf(Map.of(JobField.NAME, 1, JobField.TAGS, 2));

    FieldMap<Integer> changed = map.toBuilder().put(JobField.NAME, 3).remove(JobField.TAGS).build();

    assertThat(map).isEqualTo(Map.of(JobField.NAME, 1, JobField.TAGS, 2));
    assertThat(changed).isEqualTo(Map.of(JobField.NAME, 3));
    assertThat(FieldMap.copyOf(changed)).isSameAs(changed);
  }

  @Test
  void cannotBeChanged() {
    FieldMap<Integer> map = FieldMap.copyOf(Map.of(JobField.NAME, 1));

    assertThatThrownBy(() -> map.put(JobField.NAME, 2))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(map::clear).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> map.keySet().removeAll(List.of(JobField.NAME)))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void endsAfterItsLastField() {
    Iterator<Map.Entry<JobField, Integer>> entries =
        FieldMap.copyOf(Map.of(JobField.NAME, 1)).entrySet().iterator();

    assertThat(entries.next()).isEqualTo(Map.entry(JobField.NAME, 1));
    assertThat(entries.hasNext()).isFalse();
    assertThatThrownBy(entries::next).isInstanceOf(NoSuchElementException.class);
    assertThat(FieldMap.<Integer>empty()).isEmpty();
  }
}
