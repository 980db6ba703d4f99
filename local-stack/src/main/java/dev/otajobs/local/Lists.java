package dev.otajobs.local;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

final class Lists {
  private Lists() {}

  @SafeVarargs
  static <T> List<T> concat(List<T>... lists) {
    return Stream.of(lists).flatMap(Collection::stream).toList();
  }
}
