package dev.otajobs.auth.quota;

/** What the other instances let in: known a moment late. */
public interface Elsewhere {

  /** There are no other instances. */
  Elsewhere NOWHERE =
      new Elsewhere() {
        @Override
        public int calls(String accountId) {
          return 0;
        }

        @Override
        public int instances() {
          return 0;
        }
      };

  /** How many calls of the account they let in within the last second. */
  int calls(String accountId);

  /** How many other instances there are. */
  int instances();
}
