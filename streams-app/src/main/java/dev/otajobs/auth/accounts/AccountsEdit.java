package dev.otajobs.auth.accounts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.otajobs.files.FileException;
import dev.otajobs.files.SmallFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.HexFormat;
import java.util.function.Function;

/**
 * Changes an accounts file: the new one is checked, gets the owner of the old one, and takes its
 * place in one step, so that a service that reads it sees one of both. One change at a time: each
 * holds a lock on a file beside it.
 *
 * @param file of mode 600, or of root's 640; {@link #add} makes it, of mode 600, if it does not
 *     exist
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
    return change(document -> add(document, accountId, permissions));
  }

  private NewKey add(ObjectNode document, String accountId, Collection<Permission> permissions) {
    ArrayNode accounts = document.withArray(ACCOUNTS);
    for (JsonNode account : accounts) {
      if (isAccount(account, accountId)) {
        throw problem("has the account " + accountId + " already; roll gives it another key");
      }
    }
    ObjectNode account = accounts.addObject().put("accountId", accountId);
    ArrayNode names = account.putArray("permissions");
    permissions.forEach(permission -> names.add(permission.text()));
    return addKey(account);
  }

  /**
   * Adds another key to an account. Those that it has go on to be accepted.
   *
   * @throws AccountsException if there is no such account, or the file cannot be used
   */
  public NewKey roll(String accountId) throws IOException {
    return change(document -> roll(document, accountId));
  }

  private NewKey roll(ObjectNode document, String accountId) {
    for (JsonNode account : document.path(ACCOUNTS)) {
      if (isAccount(account, accountId)) {
        return addKey((ObjectNode) account);
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
    change(document -> disable(document, keyId));
  }

  private String disable(ObjectNode document, String keyId) {
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
    return keyId;
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

  private <T> T change(Function<ObjectNode, T> change) throws IOException {
    // What a link names is replaced, not the link.
    Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    Path lock = target.resolveSibling(target.getFileName() + ".lock");
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      ObjectNode document = Files.exists(target) ? read(target) : JSON.createObjectNode();
      T result = change.apply(document);
      write(document, target);
      return result;
    }
  }

  private ObjectNode read(Path target) throws IOException {
    new AccountsFile(target).read();
    try {
      return (ObjectNode) JSON.readTree(SmallFile.readSecret(target, MAX_BYTES));
    } catch (FileException e) {
      throw problem(e.problem());
    }
  }

  private void write(ObjectNode document, Path target) throws IOException {
    Path next =
        Files.createTempFile(
            target.getParent(),
            ".accounts",
            ".json",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      JSON.writerWithDefaultPrettyPrinter().writeValue(next.toFile(), document);
      new AccountsFile(next).read();
      if (Files.exists(target)) {
        giveTo(Files.readAttributes(target, PosixFileAttributes.class), next);
      }
      Files.move(next, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(next);
    }
  }

  /** Else the service, which may run as another user, could not read it any more. */
  private void giveTo(PosixFileAttributes old, Path next) throws IOException {
    PosixFileAttributes made = Files.readAttributes(next, PosixFileAttributes.class);
    if (made.owner().equals(old.owner())
        && made.group().equals(old.group())
        && made.permissions().equals(old.permissions())) {
      return;
    }
    try {
      PosixFileAttributeView view = Files.getFileAttributeView(next, PosixFileAttributeView.class);
      view.setGroup(old.group());
      // Its group may read it only if it is root's.
      view.setPermissions(old.permissions());
      view.setOwner(old.owner());
    } catch (FileSystemException e) {
      throw problem("belongs to " + old.owner() + ": change it as that user");
    }
  }

  private AccountsException problem(String problem) {
    return new AccountsException("accounts file " + file + " " + problem);
  }
}
