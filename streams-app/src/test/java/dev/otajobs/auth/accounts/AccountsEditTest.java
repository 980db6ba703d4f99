package dev.otajobs.auth.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsEditTest {

  @TempDir private Path dir;

  @Test
  void shouldAddRollAndDisable() throws Exception {
    // given
    Path file = dir.resolve("accounts.json");
    AccountsEdit edit = new AccountsEdit(file);

    // when
    AccountsEdit.NewKey first = edit.add("100", List.of(Permission.READ, Permission.JOBS));
    AccountsEdit.NewKey second = edit.roll("100");
    edit.add("200", Set.of(Permission.OPERATE));
    edit.disable(first.id());

    // then
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(dir).isDirectoryNotContaining("glob:**/.acc*");
    Accounts accounts = new AccountsFile(file).read();
    assertThat(accounts.find(first.id()).orElseThrow().accessKey().enabled()).isFalse();
    assertThat(accounts.find(second.id()).orElseThrow().accessKey().enabled()).isTrue();
    assertThat(second.secret()).hasSize(48).isNotEqualTo(first.secret());
    assertThat(second.toString()).doesNotContain(second.secret());
  }

  @Test
  void shouldRefuseWhatIsNotThereAndLeaveTheFile() throws Exception {
    // given
    Path file = dir.resolve("accounts.json");
    AccountsEdit edit = new AccountsEdit(file);
    edit.add("100", List.of(Permission.READ));
    String before = Files.readString(file);

    // then
    assertThatThrownBy(() -> edit.add("100", List.of())).hasMessageContaining("already");
    assertThatThrownBy(() -> edit.add("not an id", List.of(Permission.READ)))
        .isInstanceOf(AccountsException.class);
    assertThatThrownBy(() -> edit.roll("300")).hasMessageContaining("no account 300");
    assertThatThrownBy(() -> edit.disable("key")).hasMessageContaining("no access key key");
    assertThat(file).hasContent(before);
  }

  @Test
  void shouldChangeWhatALinkNames() throws Exception {
    // given
    Path file = dir.resolve("accounts.json");
    new AccountsEdit(file).add("100", List.of(Permission.READ));
    Path link = Files.createSymbolicLink(dir.resolve("link"), file);

    // when
    new AccountsEdit(link).add("200", List.of(Permission.READ));

    // then
    assertThat(link).isSymbolicLink();
    assertThat(new AccountsFile(file).read().all()).hasSize(2);
  }
}
