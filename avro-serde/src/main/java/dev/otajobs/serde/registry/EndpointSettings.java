package dev.otajobs.serde.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.config.types.Password;

/**
 * Who is asked, and as whom: {@code schema.registry.url} (several, comma-separated), {@code
 * basic.auth.credentials.source} (URL, USER_INFO), {@code basic.auth.user.info}, {@code
 * bearer.auth.credentials.source} (STATIC_TOKEN), {@code bearer.auth.token}. Sources that need a
 * plug-in or the broker's login are refused by name rather than ignored.
 */
final class EndpointSettings {

  private static final String URL = "schema.registry.url";
  private static final String BASIC_SOURCE = "basic.auth.credentials.source";
  private static final String USER_INFO = "basic.auth.user.info";
  private static final String BEARER_SOURCE = "bearer.auth.credentials.source";
  private static final String TOKEN = "bearer.auth.token";

  private final Settings settings;

  EndpointSettings(Settings settings) {
    this.settings = settings;
  }

  List<RegistryEndpoint> endpoints() {
    List<String> urls = settings.list(URL);
    if (urls.isEmpty()) {
      settings.problem(URL, "must name at least one registry");
    }
    Optional<Password> forAll = bearer().or(this::userInfo);
    return urls.stream().flatMap(url -> endpoint(url, forAll).stream()).toList();
  }

  private Optional<RegistryEndpoint> endpoint(String text, Optional<Password> forAll) {
    try {
      URI uri = new URI(text);
      String scheme = Optional.ofNullable(uri.getScheme()).orElse("");
      if (uri.getHost() == null || !scheme.matches("(?i)https?") || uri.getRawQuery() != null) {
        settings.problem(URL, "must hold addresses such as https://registry.example:8081");
        return Optional.empty();
      }
      Optional<Password> own = Optional.ofNullable(uri.getRawUserInfo()).map(this::decoded);
      return Optional.of(new RegistryEndpoint(withoutUser(uri), forAll.or(() -> own)));
    } catch (URISyntaxException | IllegalArgumentException e) {
      // Without the text and the exception's message: both may hold a password.
      settings.problem(URL, "holds an address that is not a URL");
      return Optional.empty();
    }
  }

  private static URI withoutUser(URI uri) {
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    String path = Optional.ofNullable(uri.getRawPath()).orElse("").replaceAll("/+$", "");
    return URI.create(uri.getScheme() + "://" + uri.getHost() + port + path);
  }

  private Password decoded(String rawUserInfo) {
    return basic(URLDecoder.decode(rawUserInfo.replace("+", "%2B"), UTF_8));
  }

  private Optional<Password> userInfo() {
    String source = settings.text(BASIC_SOURCE).orElse("URL");
    return switch (source) {
      case "URL" -> Optional.empty();
      case "USER_INFO" -> secret(USER_INFO).map(EndpointSettings::basic);
      default -> {
        settings.problem(BASIC_SOURCE, "must be URL or USER_INFO; other sources are not supported");
        yield Optional.empty();
      }
    };
  }

  private Optional<Password> bearer() {
    Optional<String> source = settings.text(BEARER_SOURCE);
    if (source.isEmpty()) {
      return Optional.empty();
    }
    if (!source.get().equals("STATIC_TOKEN")) {
      settings.problem(BEARER_SOURCE, "must be STATIC_TOKEN; other sources are not supported");
      return Optional.empty();
    }
    return secret(TOKEN).map(token -> new Password("Bearer " + token));
  }

  private Optional<String> secret(String name) {
    Optional<String> value = settings.text(name);
    if (value.isEmpty()) {
      settings.problem(name, "must be set");
    } else if (value.get().chars().anyMatch(Character::isISOControl)) {
      settings.problem(name, "must not hold control characters");
      return Optional.empty();
    }
    return value;
  }

  private static Password basic(String userInfo) {
    return new Password("Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(UTF_8)));
  }
}
