package dev.otajobs.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.otajobs.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerSecretFileTest {

  private static final String SECRET = "0123456789abcdef0123456789abcdef";

  @TempDir private Path dir;

  @Test
  void shouldReadTheSecretWithoutTheSpaceAroundIt() throws Exception {
    // given
    PeerSecret read = PeerSecretFile.read(file("rw-------", " " + SECRET + "\r\n"));

    // then
    assertThat(read.isProof(new PeerSecret(SECRET).prove("GET", "/", 1), "GET", "/", 1)).isTrue();
  }

  @Test
  void shouldRefuseAFileThatIsNotThere() {
    assertRefused(dir.resolve("none"), "does not exist");
  }

  @Test
  void shouldRefuseAFileThatOthersCanOpen() throws Exception {
    assertRefused(file("rw-r-----", SECRET), "is open to others");
    assertRefused(file("rw-----w-", SECRET), "is open to others");
  }

  @Test
  void shouldRefuseAShortOrEmptySecret() throws Exception {
    assertRefused(file("rw-------", ""), "has fewer than 32 characters");
    assertRefused(file("rw-------", SECRET.substring(1) + "\n"), "has fewer than 32 characters");
  }

  @Test
  void shouldRefuseALongFile() throws Exception {
    assertRefused(file("rw-------", "x".repeat(4097)), "is longer than 4096 bytes");
  }

  @Test
  void shouldRefuseWhatIsNoText() throws Exception {
    // given
    Path file = file("rw-------", "");
    Files.write(file, new byte[] {(byte) 0xc3, 0x28});

    // then
    assertRefused(file, "is no text in UTF-8");
  }

  @Test
  void shouldRefuseADirectory() throws Exception {
    // given
    Path directory =
        Files.createDirectory(
            dir.resolve("d"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));

    // then
    assertRefused(directory, "");
  }

  private static void assertRefused(Path file, String why) {
    assertThatThrownBy(() -> PeerSecretFile.read(file))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("peer.secret.file")
        .hasMessageContaining(why)
        .hasMessageNotContaining(SECRET.substring(1));
  }

  private Path file(String mode, String text) throws IOException {
    Path file = Files.createTempFile(dir, "secret", "");
    Files.writeString(file, text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }
}
