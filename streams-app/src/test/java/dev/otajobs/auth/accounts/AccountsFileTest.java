package dev.otajobs.auth.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountsFileTest {

  private static final String SHA256 = "fd1b6ed1c29d4fa7e2c8b2e9b1d9d9d0".repeat(2);

  @TempDir Path directory;
  private Path path;

  @BeforeEach
  void createFile() throws IOException {
    path =
        Files.createFile(
            directory.resolve("accounts.json"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  @Test
  void shouldReadAllThatAnAccountCanHave() throws IOException {
    // given
    write(
        """
        {"accounts": [
          {"accountId": "100000000000001", "requestsPerSecond": 25,
           "iotInstanceIds": ["iot-cn-1", "iot-cn-2"],
           "accessKeys": [
             {"id": "key1", "secret": "s3cret", "enabled": false},
             {"id": "STS.key2", "secret": "s3cret",
              "securityToken": {"sha256": "%1$s", "expires": "2026-11-22T19:15:24Z"}}],
           "bearerTokens": [{"sha256": "%1$s", "enabled": false}]},
          {"accountId": "small"}
        ]}
        """
            .formatted(SHA256));

    // when
    Accounts accounts = new AccountsFile(path).read();

    // then
    Account first = new Account("100000000000001", 25, Set.of("iot-cn-1", "iot-cn-2"));
    assertThat(accounts.all()).isEqualTo(List.of(first, new Account("small", 10, Set.of())));
    Accounts.Credential key = accounts.find("key1").orElseThrow();
    assertThat(key.account()).isEqualTo(first);
    assertThat(key.accessKey().enabled()).isFalse();
    assertThat(key.toString()).doesNotContain("s3cret", SHA256);
    AccessKey temporary = accounts.find("STS.key2").orElseThrow().accessKey();
    assertThat(temporary.enabled()).isTrue();
    assertThat(temporary.securityToken().orElseThrow().expires())
        .contains(Instant.parse("2026-11-22T19:15:24Z"));
    assertThat(accounts.find("key3")).isEmpty();
  }

  @Test
  void shouldRefuseBytesThatAreNoText() throws IOException {
    // given
    List<byte[]> documents =
        List.of(
            new byte[] {0, 0, 0, 0, 0, 0, 0, 0},
            new byte[] {(byte) 0xFF, 0x41, 0, 0},
            ("{\"" + "n".repeat(100_000) + "\":1}").getBytes(StandardCharsets.UTF_8),
            "[".repeat(100_000).getBytes(StandardCharsets.UTF_8),
            ("{\"accounts\":[{\"requestsPerSecond\":" + "9".repeat(2_000) + "}]}")
                .getBytes(StandardCharsets.UTF_8));

    for (byte[] document : documents) {
      // when
      Files.write(path, document);

      // then
      assertThatThrownBy(() -> new AccountsFile(path).read())
          .isInstanceOf(AccountsException.class)
          .hasMessageStartingWith("accounts file " + path + " line ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-rw----", "rw----r--", "rw--w----", "rw-----w-", "rw-r--r--"})
  void shouldRefuseAFileThatIsOpenToOthers(String mode) throws IOException {
    // given
    write("{\"accounts\":[{\"accountId\":\"a\"}]}");
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));

    // then
    assertThatThrownBy(() -> new AccountsFile(path).read())
        .isInstanceOf(AccountsException.class)
        .hasMessage(
            "accounts file %1$s is open to others than its owner (%2$s): chmod 600 %1$s"
                .formatted(path, mode));
  }

  @ParameterizedTest
  @CsvSource({"rw-------", "r--------", "rwx--x--x"})
  void shouldTakeAFileThatOnlyItsOwnerCanRead(String mode) throws IOException {
    // given
    write("{\"accounts\":[{\"accountId\":\"a\"}]}");
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));

    // then
    assertThat(new AccountsFile(path).read().all()).hasSize(1);
  }

  @Test
  void shouldRefuseAFileThatIsMissingOrADirectory() throws IOException {
    // given
    Path missing = directory.resolve("missing.json");
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));

    // then
    assertThatThrownBy(() -> new AccountsFile(missing).read())
        .hasMessage("accounts file " + missing + " does not exist");
    assertThatThrownBy(() -> new AccountsFile(directory).read())
        .hasMessage("accounts file " + directory + " cannot be read: IOException");
  }

  @Test
  void shouldRefuseAFileThatIsTooLong() throws IOException {
    // given
    write(" ".repeat(4 * 1024 * 1024 + 1));

    // then
    assertThatThrownBy(() -> new AccountsFile(path).read())
        .hasMessage("accounts file " + path + " is longer than 4194304 bytes");
  }

  private void write(String document) throws IOException {
    Files.writeString(path, document);
  }
}
