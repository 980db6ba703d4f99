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
    "r--r-----, root, true",
    "rw-r-----, root, true",
    "rw-------, ota-jobs, true",
    "rwx--x--x, ota-jobs, true",
    "rw-rw----, root, false",
    "r--r--r--, root, false",
    "rw-r-----, ota-jobs, false"
  })
  void shouldTakeAGroupThatMayReadOnlyFromRoot(String mode, String owner, boolean isSecret) {
    // given
    FileMode file = new FileMode(Optional.of(PosixFilePermissions.fromString(mode)), owner);

    // then
    assertThat(file.isSecret()).isEqualTo(isSecret);
  }

  @Test
  void shouldTakeAFileSystemWithoutPermissions() {
    assertThat(new FileMode(Optional.empty(), "").isSecret()).isTrue();
  }
}
