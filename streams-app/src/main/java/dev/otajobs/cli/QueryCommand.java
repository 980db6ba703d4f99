package dev.otajobs.cli;

import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks a running instance for a job. */
@Command(
    name = "query",
    description = "Asks an instance for a job.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:the job was found",
      "1:no answer, or the call was refused",
      "2:wrong arguments or settings",
      "3:there is no such job"
    })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class QueryCommand implements Callable<Integer> {

  @Parameters(paramLabel = "JOBID", description = "The job's id.")
  private String jobId;

  @Mixin private CallOptions call = new CallOptions();

  @Option(
      names = {"-o", "--output"},
      defaultValue = "json",
      description = "${COMPLETION-CANDIDATES}; json and xml are printed as they were sent.")
  private Output output;

  @Option(names = "--xml", description = "The same as --output=xml.")
  private boolean xml;

  @Spec private CommandSpec spec;

  private enum Output {
    JSON,
    XML,
    TABLE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public Integer call() throws NoAnswerException, InterruptedException {
    Output wanted = xml ? Output.XML : output;
    HttpResponse<String> reply = call.client().job(jobId, wanted == Output.XML ? "XML" : "JSON");
    int exitCode = ReplyText.exitCode(reply.statusCode(), reply.body());
    spec.commandLine()
        .getOut()
        .println(
            wanted == Output.TABLE && exitCode == 0 ? ReplyText.table(reply.body()) : reply.body());
    return exitCode;
  }
}
