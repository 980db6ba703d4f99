package dev.otajobs.cli;

import dev.otajobs.config.AppConfig;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which instance a command calls, and as whom. */
public final class CallOptions {

  private static final String SECRET = "OTA_ACCESS_KEY_SECRET";
  private static final String TOKEN = "OTA_TOKEN";

  /** Printable ASCII: what a header may have. */
  private static final Pattern SENDABLE = Pattern.compile("[\\x21-\\x7e]+");

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
  }

  ApiClient client() {
    return new ApiClient(address(), caller());
  }

  /** Scheme, host and port. */
  URI address() {
    if (where.config != null) {
      return Endpoint.of(AppConfig.load(where.config, environment).http());
    }
    URI url = Optional.ofNullable(where.url).orElseThrow();
    boolean isHttp = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    if (!isHttp || url.getHost() == null || !isBare(url)) {
      throw wrong("--url must be like http://127.0.0.1:8080: scheme, host and port only");
    }
    return url;
  }

  /** Whether it has a scheme, a host and a port at most, and a slash at its end. */
  private static boolean isBare(URI url) {
    return url.getRawUserInfo() == null
        && url.getRawQuery() == null
        && url.getRawFragment() == null
        && (url.getRawPath().isEmpty() || url.getRawPath().equals("/"));
  }

  /** As whom the command calls. */
  Caller caller() {
    if (accessKeyId != null) {
      return new Caller.AccessKey(
          sendable(accessKeyId, "--access-key"),
          given(SECRET)
              .orElseThrow(
                  () ->
                      wrong(
                          "--access-key needs its secret in the environment variable " + SECRET)));
    }
    return Optional.ofNullable(token)
        .or(() -> given(TOKEN))
        .<Caller>map(given -> new Caller.Token(sendable(given.strip(), "the bearer token")))
        .orElse(new Caller.Unsigned());
  }

  private Optional<String> given(String variable) {
    return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
  }

  /** The text is a secret, so the message does not show it. */
  private String sendable(String text, String what) {
    if (!SENDABLE.matcher(text).matches()) {
      throw wrong(what + " has spaces or characters that are not ASCII");
    }
    return text;
  }

  /** Refuses these options: the command cannot use them. */
  ParameterException wrong(String why) {
    return new ParameterException(Optional.ofNullable(spec).orElseThrow().commandLine(), why);
  }
}
