package dev.otajobs.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints a script for shells. */
@Command(
    name = "completion",
    description = {
      "Prints a script that completes commands and options, in bash and zsh:",
      "  eval \"$(ota-jobs completion)\""
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class CompletionCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine all = spec.commandLine().getParent();
    all.getOut().print(AutoComplete.bash("ota-jobs", all));
    all.getOut().flush();
    return 0;
  }
}
