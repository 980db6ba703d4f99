package dev.otajobs.auth.accounts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.otajobs.files.FileException;
import dev.otajobs.files.SmallFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.HexFormat;

/**
 * Changes an accounts file: the new one is checked, and takes the place of the old one in one step,
 * so that a service that reads it sees one of both.
 *
 * @param file of mode 600; {@link #add} makes it if it does not exist
 */
public record AccountsEdit(Path file) {

  private static final int MAX_BYTES = 4 * 1024 * 1024;
  private static final int ID_BYTES = 12;
  private static final int SECRET_BYTES = 24;
  private static final String ACCOUNTS = "accounts";
  private static final String KEYS = "accessKeys";
  private static final String ENABLED = "enabled";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SecureRandom RANDOM = new SecureRandom();

  /** An access key that nobody has seen before. */
  public record NewKey(String id, String secret) {

    static NewKey make() {
      return new NewKey("OTA" + random(ID_BYTES), random(SECRET_BYTES));
    }

    private static String random(int bytes) {
      byte[] random = new byte[bytes];
      RANDOM.nextBytes(random);
      return HexFormat.of().formatHex(random);
    }

    @Override
    public String toString() {
      return id;
    }
  }

  /**
   * Adds an account with one key.
   *
   * @throws AccountsException if there is one of this id, or the file cannot be used
   */
  public NewKey add(String accountId, Collection<Permission> permissions) throws IOException {
    ObjectNode document = Files.exists(file) ? read() : JSON.createObjectNode();
    ArrayNode accounts = document.withArray(ACCOUNTS);
    for (JsonNode account : accounts) {
      if (isAccount(account, accountId)) {
        throw problem("has the account " + accountId + " already; roll gives it another key");
      }
    }
    ObjectNode account = accounts.addObject().put("accountId", accountId);
    ArrayNode names = account.putArray("permissions");
    permissions.forEach(permission -> names.add(permission.text()));
    NewKey key = addKey(account);
    write(document);
    return key;
  }

  /**
   * Adds another key to an account. Those that it has go on to be accepted.
   *
   * @throws AccountsException if there is no such account, or the file cannot be used
   */
  public NewKey roll(String accountId) throws IOException {
    ObjectNode document = read();
    for (JsonNode account : document.path(ACCOUNTS)) {
      if (isAccount(account, accountId)) {
        NewKey key = addKey((ObjectNode) account);
        write(document);
        return key;
      }
    }
    throw problem("has no account " + accountId);
  }

  /**
   * Disables an access key.
   *
   * @throws AccountsException if there is no such key, or the file cannot be used
   */
  public void disable(String keyId) throws IOException {
    ObjectNode document = read();
    boolean found = false;
    for (JsonNode account : document.path(ACCOUNTS)) {
      for (JsonNode key : account.path(KEYS)) {
        if (key.path("id").asText().equals(keyId)) {
          ((ObjectNode) key).put(ENABLED, false);
          found = true;
        }
      }
    }
    if (!found) {
      throw problem("has no access key " + keyId);
    }
    write(document);
  }

  private static boolean isAccount(JsonNode account, String accountId) {
    return account.path("accountId").asText().equals(accountId);
  }

  private static NewKey addKey(ObjectNode account) {
    NewKey key = NewKey.make();
    account
        .withArray(KEYS)
        .addObject()
        .put("id", key.id())
        .put("secret", key.secret())
        .put(ENABLED, true);
    return key;
  }

  private ObjectNode read() throws IOException {
    new AccountsFile(file).read();
    try {
      return (ObjectNode) JSON.readTree(SmallFile.readSecret(file, MAX_BYTES));
    } catch (FileException e) {
      throw problem(e.problem());
    } catch (JsonProcessingException e) {
      throw problem("was changed at the same time; try again");
    }
  }

  private void write(ObjectNode document) throws IOException {
    Path absolute = file.toAbsolutePath();
    Path directory = absolute.getParent();
    Path next =
        Files.createTempFile(
            directory,
            ".accounts",
            ".json",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      JSON.writerWithDefaultPrettyPrinter().writeValue(next.toFile(), document);
      new AccountsFile(next).read();
      Files.move(next, absolute, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(next);
    }
  }

  private AccountsException problem(String problem) {
    return new AccountsException("accounts file " + file + " " + problem);
  }
}
