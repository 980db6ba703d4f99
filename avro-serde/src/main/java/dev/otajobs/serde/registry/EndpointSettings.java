package dev.otajobs.serde.registry;

import static dev.otajobs.serde.registry.RegistryDefinition.BASIC_SOURCE;
import static dev.otajobs.serde.registry.RegistryDefinition.BEARER_SOURCE;
import static dev.otajobs.serde.registry.RegistryDefinition.TOKEN;
import static dev.otajobs.serde.registry.RegistryDefinition.URL;
import static dev.otajobs.serde.registry.RegistryDefinition.USER_INFO;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.config.types.Password;

/**
 * Reads the registry's addresses and the credentials for them. Several addresses of {@code
 * schema.registry.url} are separated by commas. User name and password come from the address or, if
 * {@code basic.auth.credentials.source} is USER_INFO, from {@code basic.auth.user.info}. If {@code
 * bearer.auth.credentials.source} is STATIC_TOKEN, the token in {@code bearer.auth.token} is sent
 * instead.
 */
final class EndpointSettings {

  private final ParsedConfig config;

  EndpointSettings(ParsedConfig config) {
    this.config = config;
  }

  List<RegistryEndpoint> endpoints() {
    List<String> urls = config.getList(URL).stream().filter(url -> !url.isBlank()).toList();
    if (urls.isEmpty()) {
      config.problem(URL, "must name at least one registry");
    }
    Optional<Password> forAll = bearer().or(this::userInfo);
    return urls.stream().flatMap(url -> endpoint(url, forAll).stream()).toList();
  }

  private Optional<RegistryEndpoint> endpoint(String text, Optional<Password> forAll) {
    try {
      URI uri = new URI(text);
      String scheme = Optional.ofNullable(uri.getScheme()).orElse("");
      if (uri.getHost() == null || !scheme.matches("(?i)https?") || uri.getRawQuery() != null) {
        config.problem(URL, "must hold addresses such as https://registry.example:8081");
        return Optional.empty();
      }
      Optional<Password> own = Optional.ofNullable(uri.getRawUserInfo()).map(this::decoded);
      return Optional.of(new RegistryEndpoint(withoutUser(uri), forAll.or(() -> own)));
    } catch (URISyntaxException | IllegalArgumentException e) {
      // Without the text and the exception's message: both may hold a password.
      config.problem(URL, "holds an address that is not a URL");
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
    return config.getString(BASIC_SOURCE).equals("USER_INFO")
        ? secret(USER_INFO).map(EndpointSettings::basic)
        : Optional.empty();
  }

  private Optional<Password> bearer() {
    return config.getString(BEARER_SOURCE).equals("STATIC_TOKEN")
        ? secret(TOKEN).map(token -> new Password("Bearer " + token))
        : Optional.empty();
  }

  private Optional<String> secret(String name) {
    String value = config.getPassword(name).value();
    if (value.isEmpty()) {
      config.problem(name, "must be set");
    } else if (value.chars().anyMatch(Character::isISOControl)) {
      config.problem(name, "must not hold control characters");
    } else {
      return Optional.of(value);
    }
    return Optional.empty();
  }

  private static Password basic(String userInfo) {
    return new Password("Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(UTF_8)));
  }
}
