package dev.otajobs.auth.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.otajobs.Logged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedAccountsTest {

  private static final Duration POLL = Duration.ofMillis(5);

  private final Logged logged = new Logged();

  @TempDir Path directory;
  private Path path;

  @BeforeEach
  void createFile() throws IOException {
    path = directory.resolve("accounts.json");
    write(path, document("first"));
  }

  @Test
  void shouldReadAtTheStart() {
    try (WatchedAccounts watched = WatchedAccounts.open(path, any -> {})) {
      assertThat(ids(watched)).containsExactly("first");
    }
  }

  @Test
  void shouldNotStartWithABadFile() throws IOException {
    // given
    write(path, "{}");

    // then
    assertThatThrownBy(() -> WatchedAccounts.open(path, any -> {}))
        .isInstanceOf(AccountsException.class)
        .hasMessageEndingWith("line 1: the document lacks accounts");
  }

  @Test
  void shouldFollowAFileThatIsWrittenOrReplaced() throws IOException {
    try (WatchedAccounts watched = WatchedAccounts.open(path, any -> {}, POLL, logged)) {
      // when
      write(path, document("second"));

      // then
      await().until(() -> ids(watched).equals(List.of("second")));

      // when
      Path other = directory.resolve("other.json");
      write(other, document("third2"));
      Files.setLastModifiedTime(other, Files.getLastModifiedTime(path));
      Files.move(other, path, StandardCopyOption.ATOMIC_MOVE);

      // then
      await().until(() -> ids(watched).equals(List.of("third2")));
    }
  }

  @Test
  void shouldKeepTheAccountsUntilAFileIsGoodAgain() throws IOException {
    try (WatchedAccounts watched = WatchedAccounts.open(path, any -> {}, POLL, logged)) {
      // given
      Accounts first = watched.get();

      // when
      write(path, "{\"accounts\":[{\"accountId\":\"second\",\"secret\":\"hunter2\"}]}");
      await().until(() -> logged.messages().size() == 1);
      Files.delete(path);
      await().until(() -> logged.messages().size() == 2);

      // then
      assertThat(watched.get()).isSameAs(first);
      assertThat(logged.messages().get(0))
          .startsWith(
              "WARN the accounts are kept as they were: accounts file " + path + " line 1: ")
          .doesNotContain("hunter2");
      assertThat(logged.messages().get(1))
          .isEqualTo(
              "WARN the accounts are kept as they were: accounts file %s does not exist"
                  .formatted(path));

      // when
      write(path, document("third"));

      // then
      await().until(() -> ids(watched).equals(List.of("third")));
      assertThat(logged.messages()).last().isEqualTo("INFO the accounts changed, accounts=1");
    }
  }

  /** As the access key of scripts/local, at the start and in a later file. */
  @Test
  void shouldKeepTheAccountsIfOthersMayNotBeUsed() throws IOException {
    Consumer<Accounts> check =
        accounts -> {
          if (accounts.all().stream().anyMatch(each -> each.accountId().equals("second"))) {
            throw new AccountsException("not here");
          }
        };
    try (WatchedAccounts watched = WatchedAccounts.open(path, check, POLL, logged)) {
      // given
      Accounts first = watched.get();

      // when
      write(path, document("second"));
      await().until(() -> logged.messages().size() == 1);

      // then
      assertThat(watched.get()).isSameAs(first);
      assertThat(logged.messages().get(0)).endsWith("not here");
      assertThatThrownBy(() -> WatchedAccounts.open(path, check)).hasMessage("not here");
    }
  }

  @Test
  void shouldTakeAFileWhoseModeIsPutRight() throws IOException {
    try (WatchedAccounts watched = WatchedAccounts.open(path, any -> {}, POLL, logged)) {
      // given
      Path other = directory.resolve("other.json");
      write(other, document("second"));
      Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rw-r--r--"));
      Files.move(other, path, StandardCopyOption.ATOMIC_MOVE);
      await().until(() -> logged.messages().size() == 1);
      assertThat(logged.messages().get(0)).endsWith("(rw-r--r--): chmod 600 " + path);

      // when
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));

      // then
      await().until(() -> ids(watched).equals(List.of("second")));
    }
  }

  @Test
  void shouldEndItsThreadWhenClosed() {
    // when
    WatchedAccounts.open(path, any -> {}, POLL, logged).close();

    // then
    await()
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().equals("accounts-file")));
  }

  private static List<String> ids(WatchedAccounts watched) {
    return watched.get().all().stream().map(Account::accountId).toList();
  }

  private static String document(String id) {
    return "{\"accounts\":[{\"accountId\":\"" + id + "\"}]}";
  }

  /** At once, so that nobody reads half of it, and never open to others. */
  private void write(Path file, String document) throws IOException {
    Path half = Files.createTempFile(directory, "half", ".json");
    Files.writeString(half, document);
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
