package dev.otajobs.auth.accounts;

import dev.otajobs.files.FileException;
import dev.otajobs.files.SmallFile;
import java.nio.file.Path;
import java.util.Arrays;

/** The accounts file. Only its owner may open it: it has secrets in clear. */
record AccountsFile(Path path) {

  private static final int MAX_BYTES = 4 * 1024 * 1024;

  AccountsFile {
    path = path.toAbsolutePath();
  }

  /**
   * Reads the accounts. The bytes of the file are wiped afterwards.
   *
   * @throws AccountsException if the file or what is in it cannot be used
   */
  Accounts read() {
    try {
      byte[] document = SmallFile.readSecret(path, MAX_BYTES);
      try {
        return AccountsReader.read(document);
      } finally {
        Arrays.fill(document, (byte) 0);
      }
    } catch (FileException e) {
      throw problem(e.problem());
    } catch (AccountsException e) {
      throw problem(String.valueOf(e.getMessage()));
    }
  }

  private AccountsException problem(String problem) {
    return new AccountsException("accounts file " + path + " " + problem);
  }
}
