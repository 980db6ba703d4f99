package dev.otajobs.job;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map by {@link JobField}, in its order. An array, since every event and every query
 * makes, copies and goes through several of them.
 *
 * @param <V> of the values, none of which is null
 */
public final class FieldMap<V> extends AbstractMap<JobField, V> {

  private static final JobField[] FIELDS = JobField.values();
  private static final FieldMap<?> EMPTY = new FieldMap<>(new @Nullable Object[FIELDS.length]);

  /** By the field's ordinal. */
  private final @Nullable Object[] values;

  private final int size;

  private FieldMap(@Nullable Object[] values) {
    int count = 0;
    for (Object value : values) {
      count += value == null ? 0 : 1;
    }
    this.values = values;
    this.size = count;
  }

  /** One without a field. */
  @SuppressWarnings("unchecked") // it has no value of any type
  public static <V> FieldMap<V> empty() {
    return (FieldMap<V>) EMPTY;
  }

  /** These fields; what is such a map already is not copied. */
  public static <V> FieldMap<V> copyOf(Map<JobField, V> fields) {
    if (fields instanceof FieldMap<V> same) {
      return same;
    }
    Builder<V> builder = new Builder<>();
    fields.forEach(builder::put);
    return builder.build();
  }

  /** Begins with these fields. */
  public Builder<V> toBuilder() {
    return new Builder<>(values.clone());
  }

  @Override
  public @Nullable V get(@Nullable Object field) {
    return field instanceof JobField known ? value(values, known.ordinal()) : null;
  }

  @Override
  public boolean containsKey(@Nullable Object field) {
    return get(field) != null;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public void forEach(BiConsumer<? super JobField, ? super V> action) {
    for (int at = 0; at < values.length; at++) {
      V value = value(values, at);
      if (value != null) {
        action.accept(FIELDS[at], value);
      }
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FieldMap<?> map
        ? Arrays.equals(values, map.values)
        : super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }

  @Override
  public Set<Entry<JobField, V>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Entry<JobField, V>> iterator() {
        return new Entries();
      }

      @Override
      public int size() {
        return size;
      }
    };
  }

  @SuppressWarnings("unchecked") // only values of this type are put
  private static <V> @Nullable V value(@Nullable Object[] values, int at) {
    return (V) values[at];
  }

  private final class Entries implements Iterator<Entry<JobField, V>> {

    private int next = -1;

    private Entries() {
      advance();
    }

    @Override
    public boolean hasNext() {
      return next < values.length;
    }

    @Override
    public Entry<JobField, V> next() {
      V value = hasNext() ? value(values, next) : null;
      if (value == null) {
        throw new NoSuchElementException();
      }
      Entry<JobField, V> entry = Map.entry(FIELDS[next], value);
      advance();
      return entry;
    }

    private void advance() {
      do {
        next++;
      } while (next < values.length && values[next] == null);
    }
  }

  /** Makes a map; good for one. */
  public static final class Builder<V> {

    private final @Nullable Object[] values;

    /** Begins with no field. */
    public Builder() {
      this(new @Nullable Object[FIELDS.length]);
    }

    private Builder(@Nullable Object[] values) {
      this.values = values;
    }

    /** Sets a field, whatever it was. */
    public Builder<V> put(JobField field, V value) {
      values[field.ordinal()] = value;
      return this;
    }

    /** Takes a field away. */
    public Builder<V> remove(JobField field) {
      values[field.ordinal()] = null;
      return this;
    }

    /** The field's value by now. */
    public @Nullable V get(JobField field) {
      return value(values, field.ordinal());
    }

    /** Whether the field is set by now. */
    public boolean has(JobField field) {
      return values[field.ordinal()] != null;
    }

    /** The map; this builder must not be used any more. */
    public FieldMap<V> build() {
      return new FieldMap<>(values);
    }
  }
}
