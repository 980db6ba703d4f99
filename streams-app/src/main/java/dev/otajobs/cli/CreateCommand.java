package dev.otajobs.cli;

import dev.otajobs.auth.call.Parameter;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Creates a batch by a call, as the SDKs do. */
@Command(
    name = "create",
    description = {
      "Creates a batch, such as:",
      "  create static FirmwareId=fw-1 ProductKey=p1 TargetSelection=ALL",
      "The parameters are those of the call: CreateOTAVerifyJob, CreateOTAStaticUpgradeJob or",
      "CreateOTADynamicUpgradeJob; lists are SrcVersion.1=1.0 SrcVersion.2=1.1."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:the batch was created",
      "1:the call was refused, or there was no answer: then the batch may have been created",
      "2:wrong arguments or settings",
      "3:there is no such package"
    })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class CreateCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "KIND", description = "${COMPLETION-CANDIDATES}")
  private Kind kind;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "NAME=VALUE",
      description = "The call's parameters.")
  private Map<String, String> parameters;

  @Mixin private CallOptions call = new CallOptions();

  @Spec private CommandSpec spec;

  private enum Kind {
    VERIFY("CreateOTAVerifyJob"),
    STATIC("CreateOTAStaticUpgradeJob"),
    DYNAMIC("CreateOTADynamicUpgradeJob");

    private final String action;

    Kind(String action) {
      this.action = action;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public Integer call() throws NoAnswerException, InterruptedException {
    List<Parameter> given =
        parameters.entrySet().stream()
            .map(named -> new Parameter(named.getKey(), named.getValue()))
            .toList();
    HttpResponse<String> reply = call.client().call(kind.action, given, "JSON");
    spec.commandLine().getOut().println(reply.body());
    return ReplyText.exitCode(reply.statusCode(), reply.body());
  }
}
