package dev.otajobs.cli;

import dev.otajobs.auth.accounts.AccountsEdit;
import dev.otajobs.auth.accounts.Permission;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Changes the accounts file. */
@Command(
    name = "accounts",
    description = {
      "Adds accounts and access keys to an accounts file, and disables keys.",
      "Running instances read the file again within a second."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class AccountsCommand {

  @Spec private CommandSpec spec;

  @Command(
      name = "add",
      description = "Adds an account with one access key, and prints the key.",
      mixinStandardHelpOptions = true)
  int add(
      @Parameters(paramLabel = "ACCOUNTID", description = "The account's id.") String accountId,
      @Mixin AccountsFileOption file,
      @Option(
              names = "--permissions",
              split = ",",
              defaultValue = "READ",
              description =
                  "What it may do: ${COMPLETION-CANDIDATES}; by default ${DEFAULT-VALUE}.")
          List<Permission> permissions)
      throws IOException {
    print(file.edit().add(accountId, permissions));
    return 0;
  }

  @Command(
      name = "roll",
      description = {
        "Gives an account another access key, and prints it. The old one is still accepted:",
        "move the callers, then disable it."
      },
      mixinStandardHelpOptions = true)
  int roll(
      @Parameters(paramLabel = "ACCOUNTID", description = "The account's id.") String accountId,
      @Mixin AccountsFileOption file)
      throws IOException {
    print(file.edit().roll(accountId));
    return 0;
  }

  @Command(
      name = "disable",
      description = "Disables an access key: calls that it signs are refused.",
      mixinStandardHelpOptions = true)
  int disable(
      @Parameters(paramLabel = "KEYID", description = "The access key's id.") String keyId,
      @Mixin AccountsFileOption file)
      throws IOException {
    file.edit().disable(keyId);
    spec.commandLine().getOut().println("disabled " + keyId);
    return 0;
  }

  private void print(AccountsEdit.NewKey key) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("AccessKeyId      " + key.id());
    out.println("AccessKeySecret  " + key.secret());
  }

  /** Which file. */
  static final class AccountsFileOption {

    @Option(
        names = "--file",
        required = true,
        paramLabel = "FILE",
        description = "The accounts file, auth.accounts.file of the settings.")
    private Path path;

    AccountsEdit edit() {
      return new AccountsEdit(path);
    }
  }
}
