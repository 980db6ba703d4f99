package dev.otajobs.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileModeTest {

  @ParameterizedTest
  @CsvSource({
    // As Kubernetes mounts a Secret with fsGroup.
    "r--r-----, root, 10001, true",
    "rw-r-----, root, ota-jobs, true",
    "rw-------, ota-jobs, ota-jobs, true",
    "rw-rw----, root, ota-jobs, false",
    "r--r--r--, root, ota-jobs, false",
    "rw-r-----, ota-jobs, ota-jobs, false",
    "rw-r-----, somebody, ota-jobs, false",
    "rw-r-----, root, root, false",
  })
  void shouldTakeAGroupThatMayReadOnlyFromRoot(
      String mode, String owner, String user, boolean isSecret) {
    // given
    FileMode file = new FileMode(Optional.of(PosixFilePermissions.fromString(mode)), owner);

    // then
    assertThat(file.isSecretFrom(user)).isEqualTo(isSecret);
  }

  @Test
  void shouldTakeAFileSystemWithoutPermissions() {
    assertThat(new FileMode(Optional.empty(), "").isSecretFrom("ota-jobs")).isTrue();
  }

  @Test
  void shouldTakeAUserWithoutAName() {
    // given: a user that the machine's list of users does not have
    FileMode file = new FileMode(Optional.of(PosixFilePermissions.fromString("r--r-----")), "root");

    // then
    assertThat(file.isSecretFrom(null)).isTrue();
  }
}
