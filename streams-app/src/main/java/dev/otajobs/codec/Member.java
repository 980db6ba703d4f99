package dev.otajobs.codec;

import java.util.List;

/** A member of a reply, in no format yet: one description, of which JSON and XML are written. */
public record Member(String name, Content content) {

  /** What a member has. */
  public sealed interface Content {}

  /** A text. */
  public record Text(String value) implements Content {}

  /** A whole number. */
  public record Whole(long value) implements Content {}

  /** Members of its own. */
  public record Group(List<Member> members) implements Content {
    public Group {
      members = List.copyOf(members);
    }
  }

  /**
   * Several of a kind. JSON wraps them into an object with the items' name, unless they are bare;
   * XML repeats elements of that name.
   */
  public record Items(String itemName, List<? extends Content> items, boolean bare)
      implements Content {
    public Items {
      items = List.copyOf(items);
    }
  }

  /** A member that is a text. */
  public static Member text(String name, String value) {
    return new Member(name, new Text(value));
  }

  /** A member that is a whole number. */
  public static Member whole(String name, long value) {
    return new Member(name, new Whole(value));
  }

  /** A member that has members. */
  public static Member group(String name, List<Member> members) {
    return new Member(name, new Group(members));
  }
}
