package dev.otajobs.cli;

import dev.otajobs.config.AppConfig;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which instance a command calls, and as whom. Secrets come from the environment only. */
public final class CallOptions {

  private static final String SECRET = "OTA_ACCESS_KEY_SECRET";
  private static final String TOKEN = "OTA_TOKEN";

  @ArgGroup(multiplicity = "1")
  private Where where = new Where();

  @Option(
      names = "--access-key",
      paramLabel = "ID",
      description = "Sign with this access key; its secret is in " + SECRET + ".")
  private @Nullable String accessKeyId;

  @Option(
      names = "--token",
      description = "The account's bearer token; better in " + TOKEN + ", which others cannot see.")
  private @Nullable String token;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  private final Map<String, String> environment = System.getenv();

  private static final class Where {

    @Option(
        names = {"-c", "--config"},
        paramLabel = "FILE",
        description = "The settings of an instance on this machine.")
    private @Nullable Path config;

    @Option(names = "--url", description = "The address of an instance or a load balancer.")
    private @Nullable URI url;

    URI address(Map<String, String> environment) {
      return config == null
          ? Optional.ofNullable(url).orElseThrow()
          : Endpoint.of(AppConfig.load(config, environment).http());
    }
  }

  ApiClient client() {
    return new ApiClient(address(), caller());
  }

  /** Scheme, host and port. */
  URI address() {
    return where.address(environment);
  }

  /** As whom the command calls. */
  Caller caller() {
    if (accessKeyId != null) {
      String secret = environment.get(SECRET);
      if (secret == null || secret.isEmpty()) {
        throw wrong("--access-key needs its secret in the environment variable " + SECRET);
      }
      return new Caller.AccessKey(accessKeyId, secret);
    }
    return Optional.ofNullable(token)
        .or(() -> Optional.ofNullable(environment.get(TOKEN)))
        .<Caller>map(Caller.Token::new)
        .orElse(new Caller.Unsigned());
  }

  /** Refuses these options: the command cannot use them. */
  ParameterException wrong(String why) {
    return new ParameterException(Optional.ofNullable(spec).orElseThrow().commandLine(), why);
  }
}
