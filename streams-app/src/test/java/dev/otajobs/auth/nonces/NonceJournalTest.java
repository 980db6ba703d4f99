package dev.otajobs.auth.nonces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.auth.accounts.AccessKeyId;
import dev.otajobs.auth.nonces.NonceMemory.Use;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A call that was heard before a restart, and is sent again after it. */
class NonceJournalTest {

  private static final AccessKeyId KEY = new AccessKeyId("key");
  private static final Instant NOW = Instant.parse("2026-09-27T08:00:00Z");

  @TempDir private Path dir;

  @Test
  void shouldKnowTheNonceAfterARestart() {
    // given
    assertThat(use(start(NOW), "heard", NOW)).isEqualTo(Use.FRESH);

    // when
    RecentNonces restarted = start(NOW.plusSeconds(5));

    // then
    assertThat(use(restarted, "heard", NOW.plusSeconds(5))).isEqualTo(Use.USED);
    assertThat(use(restarted, "new", NOW.plusSeconds(5))).isEqualTo(Use.FRESH);
    assertThat(restarted.useNow(new AccessKeyId("other"), "heard", NOW, 100)).isEqualTo(Use.FRESH);

    // when
    RecentNonces again = start(NOW.plus(Duration.ofMinutes(30)));

    // then
    assertThat(use(again, "heard", NOW.plus(Duration.ofMinutes(30)))).isEqualTo(Use.USED);
    assertThat(use(again, "new", NOW.plus(Duration.ofMinutes(30)))).isEqualTo(Use.USED);
  }

  @Test
  void shouldForgetItOnceTheCallIsTooOldAnyway() {
    // given
    use(start(NOW), "heard", NOW);
    Instant later = NOW.plus(Duration.ofMinutes(31));

    // then
    assertThat(use(start(later), "heard", later)).isEqualTo(Use.FRESH);
  }

  @Test
  void shouldKeepMoreThanAFileTakes() {
    // given
    RecentNonces first = start(NOW);
    for (int i = 0; i < 70_000; i++) {
      use(first, "n" + i, NOW);
    }

    // when
    RecentNonces second = start(NOW);

    // then
    for (int i = 0; i < 70_000; i++) {
      assertThat(use(second, "n" + i, NOW)).isEqualTo(Use.USED);
    }
    assertThat(files()).isEqualTo(2);
  }

  @Test
  void shouldRemoveOldFiles() {
    // given
    RecentNonces nonces = start(NOW);
    Instant time = NOW;

    // when
    for (int i = 0; i < 100; i++) {
      use(nonces, "n" + i, time);
      time = time.plus(Duration.ofMinutes(5));
    }

    // then
    assertThat(files()).isBetween(3L, 6L);
  }

  @Test
  void shouldGoOnIfTheDirectoryIsGone() throws IOException {
    // given
    RecentNonces nonces = start(NOW);
    Files.delete(dir.resolve("nonces"));

    // then
    assertThat(use(nonces, "n", NOW)).isEqualTo(Use.FRESH);
    assertThat(use(nonces, "n", NOW)).isEqualTo(Use.USED);
  }

  /** The process can end while one is written. */
  @Test
  void shouldReadAFileThatEndsAnywhere() throws IOException {
    // given
    use(start(NOW), "heard", NOW);
    Path file;
    try (Stream<Path> all = Files.list(dir.resolve("nonces"))) {
      file = all.findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(file);

    for (int length = 0; length < 60; length++) {
      // when
      Files.write(file, java.util.Arrays.copyOf(bytes, length));

      // then
      Use use = use(start(NOW), "heard", NOW);
      assertThat(use).isEqualTo(length < 24 ? Use.FRESH : Use.USED);
      try (Stream<Path> all = Files.list(dir.resolve("nonces"))) {
        for (Path path : all.filter(path -> !path.equals(file)).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private RecentNonces start(Instant now) {
    try {
      return new RecentNonces(100_000, Optional.of(NonceJournal.open(dir.resolve("nonces"), now)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Use use(RecentNonces nonces, String nonce, Instant now) {
    return nonces.useNow(KEY, nonce, now, 100_000);
  }

  private long files() {
    try (Stream<Path> all = Files.list(dir.resolve("nonces"))) {
      return all.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
