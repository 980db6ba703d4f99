package dev.otajobs.codec;

import java.util.List;

/** Writes members as those of a JSON object. */
public final class MemberJson {

  private MemberJson() {}

  /** Writes them into the object that is open. */
  public static void write(List<Member> members, JsonWriter out) {
    members.forEach(member -> write(member, out));
  }

  private static void write(Member member, JsonWriter out) {
    out.name(member.name());
    write(member.content(), out);
  }

  private static void write(Member.Content content, JsonWriter out) {
    if (content instanceof Member.Text text) {
      out.value(text.value());
    } else if (content instanceof Member.Whole whole) {
      out.value(whole.value());
    } else if (content instanceof Member.Group group) {
      out.beginObject();
      group.members().forEach(member -> write(member, out));
      out.endObject();
    } else if (content instanceof Member.Items items) {
      writeItems(items, out);
    } else {
      throw new IllegalStateException("no JSON for " + content.getClass());
    }
  }

  private static void writeItems(Member.Items items, JsonWriter out) {
    if (!items.bare()) {
      out.beginObject();
      out.name(items.itemName());
    }
    out.beginArray();
    items.items().forEach(item -> write(item, out));
    out.endArray();
    if (!items.bare()) {
      out.endObject();
    }
  }
}
