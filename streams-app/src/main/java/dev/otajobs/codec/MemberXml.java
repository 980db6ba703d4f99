package dev.otajobs.codec;

import java.util.List;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes members as elements. */
public final class MemberXml {

  private MemberXml() {}

  /** Writes them into the element that is open. */
  public static void write(List<Member> members, XMLStreamWriter out) throws XMLStreamException {
    for (Member member : members) {
      write(member.name(), member.content(), out);
    }
  }

  private static void write(String name, Member.Content content, XMLStreamWriter out)
      throws XMLStreamException {
    out.writeStartElement(name);
    if (content instanceof Member.Text text) {
      out.writeCharacters(text.value());
    } else if (content instanceof Member.Whole whole) {
      out.writeCharacters(Long.toString(whole.value()));
    } else if (content instanceof Member.Group group) {
      write(group.members(), out);
    } else if (content instanceof Member.Items items) {
      for (Member.Content item : items.items()) {
        write(items.itemName(), item, out);
      }
    } else {
      throw new IllegalStateException("no XML for " + content.getClass());
    }
    out.writeEndElement();
  }
}
