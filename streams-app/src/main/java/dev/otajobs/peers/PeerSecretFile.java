package dev.otajobs.peers;

import dev.otajobs.config.ConfigException;
import dev.otajobs.files.FileMode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The file of the peers' secret, which nobody but its owner may read or write. */
public final class PeerSecretFile {

  private static final int MAX_BYTES = 4096;

  private PeerSecretFile() {}

  /**
   * The secret: the file's text without the white space around it.
   *
   * @throws ConfigException if others can open the file, or it holds none; says so by the key
   */
  public static PeerSecret read(Path file) {
    try {
      Optional<String> problem = FileMode.problemOfSecret(file);
      if (problem.isPresent()) {
        throw refusal(file, problem.get());
      }
      if (Files.size(file) > MAX_BYTES) {
        throw refusal(file, "is longer than " + MAX_BYTES + " bytes");
      }
      return new PeerSecret(Files.readString(file).strip());
    } catch (NoSuchFileException e) {
      throw refusal(file, "does not exist");
    } catch (CharacterCodingException e) {
      throw refusal(file, "is no text in UTF-8");
    } catch (IOException e) {
      throw refusal(file, "cannot be read: " + e.getClass().getSimpleName());
    } catch (IllegalArgumentException e) {
      throw refusal(file, String.valueOf(e.getMessage()));
    }
  }

  private static ConfigException refusal(Path file, String problem) {
    return new ConfigException(List.of("peer.secret.file: " + file + " " + problem));
  }
}
